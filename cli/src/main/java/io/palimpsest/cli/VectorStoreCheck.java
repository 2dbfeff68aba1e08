package io.palimpsest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Whether all settings of a hosted vector store are there, whether it lets both keys in, and
 * whether the index takes the vectors of the configured model.
 */
final class VectorStoreCheck {
  private static final String SUBJECT = "vector store";
  private static final String HOST = "PINECONE_HOST";
  private static final String KEY = "PINECONE_API_KEY";
  private static final String VERIFIER = "PINECONE_VERIFIER_API_KEY";
  private static final String INDEX = "PINECONE_INDEX_NAME";
  private static final List<String> REQUIRED = List.of(KEY, HOST, INDEX);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, String> environment;

  VectorStoreCheck(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  Finding run() {
    List<String> missing =
        REQUIRED.stream().filter(name -> !environment.containsKey(name)).toList();
    if (missing.size() == REQUIRED.size()) {
      return Finding.absent(SUBJECT, "no hosted one configured; the local stack has its own");
    }
    if (!missing.isEmpty()) {
      return Finding.wrong(SUBJECT, "required and missing: " + String.join(", ", missing));
    }
    if (!environment.containsKey(VERIFIER)) {
      return Finding.wrong(SUBJECT, VERIFIER + " is missing: erasures cannot be verified");
    }
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      return ask(http);
    } catch (IOException e) {
      return Finding.wrong(SUBJECT, environment.get(HOST) + " does not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finding.wrong(SUBJECT, "interrupted");
    }
  }

  private Finding ask(HttpClient http) throws IOException, InterruptedException {
    for (String key : List.of(VERIFIER, KEY)) {
      HttpResponse<String> reply = http.send(statistics(key), BodyHandlers.ofString());
      if (reply.statusCode() == 401 || reply.statusCode() == 403) {
        return Finding.wrong(SUBJECT, key + " is refused by " + environment.get(HOST));
      }
      if (reply.statusCode() != 200) {
        return Finding.wrong(
            SUBJECT, environment.get(HOST) + " answers with status " + reply.statusCode());
      }
      if (key.equals(KEY)) {
        return compared(JSON.readTree(reply.body()));
      }
    }
    throw new IllegalStateException("a key was left out");
  }

  private Finding compared(JsonNode statistics) {
    try {
      int model = ModelDimension.of(environment);
      int index = statistics.path("dimension").asInt(model);
      return index == model
          ? Finding.ok(SUBJECT, described(statistics))
          : Finding.wrong(
              SUBJECT,
              "index %s has %d dimensions, the model of %s gives %d; name an index that fits"
                  .formatted(environment.get(INDEX), index, ModelDimension.PROVIDER, model));
    } catch (IllegalArgumentException setting) {
      return Finding.wrong(SUBJECT, String.valueOf(setting.getMessage()));
    }
  }

  private String described(JsonNode statistics) {
    return "index %s: %d dimensions, %d vectors; both keys are let in"
        .formatted(
            environment.get(INDEX),
            statistics.path("dimension").asInt(),
            statistics.path("totalVectorCount").asLong());
  }

  /** A host without a scheme is a hosted one, which speaks TLS. */
  private HttpRequest statistics(String key) {
    String host = environment.getOrDefault(HOST, "");
    String address = host.contains("://") ? host : "https://" + host;
    return HttpRequest.newBuilder(URI.create(address).resolve("/describe_index_stats"))
        .timeout(TIMEOUT)
        .header("Api-Key", environment.getOrDefault(key, ""))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString("{}"))
        .build();
  }
}
