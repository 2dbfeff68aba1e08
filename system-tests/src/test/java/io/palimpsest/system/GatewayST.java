package io.palimpsest.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.local.stack.Part;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller meets at the one address. */
class GatewayST {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private static Palimpsest palimpsest;
  private static URI gateway;

  @BeforeAll
  static void start() throws Exception {
    palimpsest = Palimpsest.running();
    gateway = URI.create(palimpsest.stack().gatewayUrl());
  }

  @Test
  void whereAnErasureIsFoundIsAnAddressOfTheGateway() throws Exception {
    String creator = Palimpsest.unique("links");
    palimpsest.registerCreator(creator, List.of("coach"));

    HttpResponse<String> asked =
        send(
            gateway,
            "DELETE",
            "/delphi/twin/coach?creator_id=" + creator,
            palimpsest.creatorToken(creator),
            "");

    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
    URI found = URI.create(asked.headers().firstValue("Location").orElseThrow());
    assertThat(found.getAuthority()).isEqualTo(gateway.getAuthority());
    assertThat(palimpsest.get(found.getPath(), palimpsest.operatorToken()).status()).isEqualTo(200);
  }

  @Test
  void whereAJobIsFoundIsAnAddressOfTheGateway() throws Exception {
    String creator = Palimpsest.unique("links");
    palimpsest.registerCreator(creator, List.of());

    HttpResponse<String> asked =
        send(
            gateway,
            "POST",
            "/jobs",
            palimpsest.operatorToken(),
            "{\"kind\": \"reconcile\", \"parameters\": {}}");

    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(201);
    assertThat(URI.create(asked.headers().firstValue("Location").orElseThrow()).getAuthority())
        .isEqualTo(gateway.getAuthority());
  }

  @Test
  void theLogIsReadWithoutAToken() throws Exception {
    HttpResponse<String> checkpoint = send(gateway, "GET", "/log/checkpoint", "", "");

    assertThat(checkpoint.statusCode()).isEqualTo(200);
    assertThat(checkpoint.body()).startsWith("palimpsest.localhost/log\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ingest", "reembed", "erasure"})
  void eachServiceDescribesWhatCanBeCalledHere(String service) throws Exception {
    JsonNode document =
        new ObjectMapper()
            .readTree(send(gateway, "GET", "/openapi/" + service + ".json", "", "").body());

    JsonNode paths = document.path("paths");
    assertThat(paths.size()).isGreaterThan(5);
    assertThat(paths.fieldNames())
        .toIterable()
        .noneMatch(path -> path.contains("/internal") || path.startsWith("/console"));
    for (JsonNode operations : paths) {
      assertThat(operations.fieldNames()).toIterable().anyMatch(METHODS::contains);
    }
  }

  @Test
  void whoReachesAServicePastTheGatewayIsAnsweredWithItsOwnAddress() throws Exception {
    String creator = Palimpsest.unique("links");
    palimpsest.registerCreator(creator, List.of("coach"));
    URI erasure = URI.create(palimpsest.stack().serviceUrl(Part.ERASURE));

    HttpResponse<String> asked =
        send(
            erasure,
            "DELETE",
            "/delphi/twin/coach?creator_id=" + creator,
            palimpsest.creatorToken(creator),
            "");

    assertThat(URI.create(asked.headers().firstValue("Location").orElseThrow()).getAuthority())
        .isEqualTo(erasure.getAuthority());
  }

  private static HttpResponse<String> send(
      URI base, String method, String path, String token, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .header("Idempotency-Key", Palimpsest.unique("key"));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }
}
