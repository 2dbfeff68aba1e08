package io.palimpsest.local.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.palimpsest.access.token.TokenKeys;
import io.palimpsest.access.token.Tokens;
import io.palimpsest.client.PalimpsestClient;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The stack's address as the demo's callers use it: an operator, a creator, an organization. */
final class DemoApi {
  static final JsonMapper JSON = JsonMapper.builder().build();

  private static final Duration LIFETIME = Duration.ofHours(2);
  private static final Set<Role> OWNER = Set.of(Role.PRODUCER, Role.READER);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI gateway;
  private final Tokens tokens;
  private final String operator;

  DemoApi(RunningStack stack) {
    this.gateway = URI.create(stack.gatewayUrl());
    this.tokens = new Tokens(privateKey(stack));
    this.operator = token(Set.of(Role.OPERATOR, Role.COMPLIANCE), Optional.empty(), Set.of());
  }

  /** A client that speaks for one creator. */
  PalimpsestClient creator(String id) {
    String token = creatorToken(id);
    return PalimpsestClient.open(gateway, () -> token);
  }

  /** A client that speaks for one organization. */
  PalimpsestClient organization(String id) {
    String token = token(OWNER, Optional.empty(), Set.of(new OrganizationId(id)));
    return PalimpsestClient.open(gateway, () -> token);
  }

  /** Registers a tenant as the operator. */
  void register(String path, Map<String, ?> registration) {
    call(operator, "PUT", path, "application/json", BodyPublishers.ofString(json(registration)));
  }

  JsonNode get(String path) {
    return parse(
        call(operator, "GET", path, "application/json", BodyPublishers.noBody()).findFirst());
  }

  /** The same as somebody else. */
  JsonNode get(String token, String path) {
    return parse(call(token, "GET", path, "application/json", BodyPublishers.noBody()).findFirst());
  }

  JsonNode post(String path, Map<String, ?> body) {
    return post(operator, path, body);
  }

  /** The same as somebody else. */
  JsonNode post(String token, String path, Map<String, ?> body) {
    return parse(
        call(token, "POST", path, "application/json", BodyPublishers.ofString(json(body)))
            .findFirst());
  }

  /** A token of somebody of compliance who is no operator. */
  String complianceToken() {
    return tokens.mint(
        new Principal("compliance", Set.of(Role.COMPLIANCE), Optional.empty(), Set.of()),
        Instant.now(),
        LIFETIME);
  }

  /** A token with which an organization's readers look. */
  String readerToken(String organization) {
    return token(Set.of(Role.READER), Optional.empty(), Set.of(new OrganizationId(organization)));
  }

  /** A file; empty while there is none. */
  Optional<byte[]> bytes(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(gateway.resolve(path))
            .header("Authorization", "Bearer " + operator)
            .build();
    try {
      var response = http.send(request, BodyHandlers.ofByteArray());
      return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Sends lines of JSON as a creator and returns the result lines while they come in. */
  Stream<JsonNode> bulk(String creator, String path, BodyPublisher lines) {
    return call(creatorToken(creator), "POST", path, "application/x-ndjson", lines)
        .filter(line -> !line.isBlank())
        .map(line -> parse(Optional.of(line)));
  }

  static String json(Object value) {
    return JSON.valueToTree(value).toString();
  }

  String creatorToken(String id) {
    return token(OWNER, Optional.of(new CreatorId(id)), Set.of());
  }

  private Stream<String> call(
      String token, String method, String path, String mediaType, BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(gateway.resolve(path))
            .method(method, body)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", mediaType)
            .build();
    try {
      var response = http.send(request, BodyHandlers.ofLines());
      if (response.statusCode() >= 400) {
        throw new IllegalStateException(
            "%s %s was refused: %s"
                .formatted(method, path, String.join("", response.body().toList())));
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private String token(
      Set<Role> roles, Optional<CreatorId> creator, Set<OrganizationId> organizations) {
    Principal principal = new Principal("demo", roles, creator, organizations);
    return tokens.mint(principal, Instant.now(), LIFETIME);
  }

  private static JsonNode parse(Optional<String> line) {
    try {
      return JSON.readTree(line.orElse("{}"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PrivateKey privateKey(RunningStack stack) {
    try {
      return TokenKeys.privateKey(Files.readString(stack.secrets().privateKeyFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
