package io.palimpsest.system.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends generated inputs to every operation of a service, in turn, and notes what it cannot take.
 */
final class Fuzzer {
  private static final int FAULT = 500;
  private static final int NOT_CONFIGURED = 501;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern PARAMETER = Pattern.compile("\\{[^}]*}");

  /** What the codec refuses ends the connection without a word: the next call needs another. */
  private static final Set<Integer> ENDS_THE_CONNECTION = Set.of(413, 414, 431);

  private static final List<String> BODIES = List.of("POST", "PUT", "PATCH");

  private final URI base;
  private HttpClient client;
  private final Described api;
  private final Hostile hostile;
  private final List<String> tokens;
  private final List<String> ids;
  private final Map<Integer, Integer> statuses = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();

  private static HttpClient newClient() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  private Fuzzer(URI base, HttpClient client, Described api, Hostile hostile, Known known) {
    this.base = base;
    this.client = client;
    this.api = api;
    this.hostile = hostile;
    this.tokens = known.tokens;
    this.ids = known.ids;
  }

  /**
   * What a caller knows.
   *
   * @param tokens tokens that open doors, and some that do not
   * @param ids ids that there are
   */
  record Known(List<String> tokens, List<String> ids) {
    Known {
      tokens = List.copyOf(tokens);
      ids = List.copyOf(ids);
    }
  }

  static Fuzzer of(URI base, long seed, Known known) throws Exception {
    HttpClient client = newClient();
    return new Fuzzer(base, client, Described.read(client, base), new Hostile(seed), known);
  }

  /** Sends so many inputs; the calls that were answered as a fault of the service. */
  List<String> run(int inputs) throws InterruptedException {
    for (int input = 0; input < inputs; input++) {
      Described.Operation operation = api.operations().get(input % api.operations().size());
      send(operation);
    }
    return List.copyOf(faults);
  }

  /** How often each status was answered. */
  Map<Integer, Integer> statuses() {
    return Map.copyOf(statuses);
  }

  int operations() {
    return api.operations().size();
  }

  private void send(Described.Operation operation) throws InterruptedException {
    HttpRequest request;
    try {
      request = request(operation);
    } catch (IllegalArgumentException cannotBeSent) {
      statuses.merge(0, 1, Integer::sum);
      return;
    }
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      statuses.merge(answer.statusCode(), 1, Integer::sum);
      if (ENDS_THE_CONNECTION.contains(answer.statusCode())) {
        client = newClient();
      }
      if (answer.statusCode() >= FAULT && answer.statusCode() != NOT_CONFIGURED) {
        faults.add(
            answer.statusCode()
                + " for "
                + request.method()
                + " "
                + request.uri()
                + " "
                + request.headers().map()
                + " -> "
                + answer.body());
      }
    } catch (IOException noAnswer) {
      faults.add("no answer to " + request.method() + " " + request.uri() + ": " + noAnswer);
    }
  }

  private HttpRequest request(Described.Operation operation) {
    URI uri = URI.create(base + path(operation.path()) + query(operation.node()));
    JsonNode content = api.resolved(operation.node().path("requestBody")).path("content");
    List<String> described = new ArrayList<>();
    content.fieldNames().forEachRemaining(described::add);
    boolean body = BODIES.contains(operation.method());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(PATIENCE)
            .method(
                operation.method(),
                body
                    ? BodyPublishers.ofByteArray(body(content, described))
                    : BodyPublishers.noBody());
    if (body || hostile.once(6)) {
      request.header("Content-Type", hostile.mediaType(described));
    }
    headers(request);
    return request.build();
  }

  private byte[] body(JsonNode content, List<String> described) {
    if (described.isEmpty()) {
      return hostile.bytes(hostile.value(api, content, 0));
    }
    JsonNode schema = content.path(hostile.any(described)).path("schema");
    return hostile.bytes(hostile.value(api, schema, 0));
  }

  private void headers(HttpRequest.Builder request) {
    if (!hostile.once(20)) {
      request.header("Authorization", "Bearer " + hostile.any(tokens));
    }
    for (String name :
        List.of("Accept", "If-Match", "If-None-Match", "Idempotency-Key", "X-Palimpsest-Reason")) {
      if (hostile.once(6)) {
        request.header(name, name.equals("Accept") ? hostile.mediaType(List.of()) : printable());
      }
    }
  }

  private String printable() {
    return hostile.text().replaceAll("[^\\x20-\\x7e]", "?");
  }

  private String path(String template) {
    Matcher parameters = PARAMETER.matcher(template);
    return parameters.replaceAll(
        parameter ->
            Matcher.quoteReplacement(hostile.once(3) ? encoded(hostile.text()) : hostile.any(ids)));
  }

  private String query(JsonNode operation) {
    StringBuilder query = new StringBuilder();
    for (JsonNode named : operation.path("parameters")) {
      JsonNode parameter = api.resolved(named);
      if (parameter.path("in").asText().equals("query") && !hostile.once(3)) {
        String value =
            parameter.path("name").asText().equals("wait")
                ? hostile.any(List.of("0s", "1s", "-1s", "soon", "PT1S", ""))
                : hostile.text();
        query
            .append(query.isEmpty() ? '?' : '&')
            .append(parameter.path("name").asText())
            .append('=')
            .append(encoded(value));
      }
    }
    return query.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
