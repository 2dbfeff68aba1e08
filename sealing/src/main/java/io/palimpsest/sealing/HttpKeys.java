package io.palimpsest.sealing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The internal endpoints for keys of the service that owns them. */
public final class HttpKeys implements KeySource, SystemKeys {
  /** Most keys that one call asks for, here and at the endpoint. */
  public static final int MOST = 500;

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int OK = 200;
  private static final int NO_CONTENT = 204;
  private static final String BASE = "/internal/keys/";

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final ObjectMapper json = new ObjectMapper();
  private final URI owner;
  private final String token;

  /**
   * @param owner base address of the service that owns the keys
   * @param token a token with the role of a service
   */
  public HttpKeys(URI owner, String token) {
    this.owner = owner;
    this.token = token;
  }

  @Override
  public Map<UUID, KeyAnswer> find(Collection<UUID> uids) {
    Map<UUID, KeyAnswer> answers = new HashMap<>();
    List<UUID> all = List.copyOf(uids);
    for (int from = 0; from < all.size(); from += MOST) {
      answers.putAll(ask(all.subList(from, Math.min(all.size(), from + MOST))));
    }
    if (!answers.keySet().containsAll(all)) {
      throw new KeysUnavailableException("the answer leaves keys out", null);
    }
    return answers;
  }

  @Override
  public Optional<KeyAnswer.Present> named(String name, Instant until) {
    HttpRequest request =
        request(BASE + "system/" + name + "?until=" + until).PUT(BodyPublishers.noBody()).build();
    HttpResponse<byte[]> response = send(request);
    if (response.statusCode() == NO_CONTENT) {
      return Optional.empty();
    }
    if (read(response, HttpKeys::answer) instanceof KeyAnswer.Present present) {
      return Optional.of(present);
    }
    throw new KeysUnavailableException("the key of a name was destroyed", null);
  }

  private Map<UUID, KeyAnswer> ask(List<UUID> uids) {
    return read(send(find(uids)), HttpKeys::answers);
  }

  private HttpRequest find(List<UUID> uids) {
    try {
      return request(BASE + "find")
          .header("Content-Type", "application/json")
          .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(Map.of("uids", uids))))
          .build();
    } catch (IOException impossible) {
      throw new IllegalStateException("uids have a JSON form", impossible);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(owner.resolve(path))
        .header("Authorization", "Bearer " + token)
        .timeout(TIMEOUT);
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new KeysUnavailableException("no answer of the owner", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KeysUnavailableException("interrupted", e);
    }
  }

  private <T> T read(HttpResponse<byte[]> response, Reading<T> reading) {
    if (response.statusCode() != OK) {
      throw new KeysUnavailableException("the owner answered " + response.statusCode(), null);
    }
    try {
      return reading.of(json.readTree(response.body()));
    } catch (IOException | IllegalArgumentException | BrokenSealException e) {
      throw new KeysUnavailableException("no usable answer of the owner", e);
    }
  }

  /** Takes an answer apart. */
  private interface Reading<T> {
    T of(JsonNode body) throws IOException;
  }

  private static Map<UUID, KeyAnswer> answers(JsonNode body) throws IOException {
    Map<UUID, KeyAnswer> answers = new HashMap<>();
    for (JsonNode key : body.path("keys")) {
      answers.put(UUID.fromString(key.path("uid").asText()), answer(key));
    }
    return answers;
  }

  private static KeyAnswer answer(JsonNode key) throws IOException {
    return switch (key.path("state").asText()) {
      case "present" ->
          new KeyAnswer.Present(DataKey.ofSecret(key.path("key").binaryValue()), path(key));
      case "erased" -> new KeyAnswer.Erased();
      case "unknown" -> new KeyAnswer.Unknown();
      default -> throw new IOException("a state of a key that is not known here");
    };
  }

  private static List<UUID> path(JsonNode key) {
    List<UUID> path = new ArrayList<>();
    key.path("path").forEach(uid -> path.add(UUID.fromString(uid.asText())));
    return path;
  }
}
