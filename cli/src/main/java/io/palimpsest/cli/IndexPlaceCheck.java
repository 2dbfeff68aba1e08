package io.palimpsest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether a hosted index is in the cloud and the region that the settings demand. */
final class IndexPlaceCheck {
  private static final String SUBJECT = "index place";
  private static final String CLOUD = "PINECONE_CLOUD";
  private static final String REGION = "PINECONE_REGION";
  private static final String INDEX = "PINECONE_INDEX_NAME";
  private static final String KEY = "PINECONE_API_KEY";
  private static final String CONTROL = "PINECONE_CONTROL_URL";
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, String> environment;

  IndexPlaceCheck(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  Finding run() {
    if (!environment.containsKey(CLOUD) && !environment.containsKey(REGION)) {
      return Finding.absent(SUBJECT, "not compared; " + CLOUD + " and " + REGION + " demand one");
    }
    if (!environment.containsKey(INDEX) || !environment.containsKey(KEY)) {
      return Finding.wrong(SUBJECT, "cannot be compared; set " + INDEX + " and " + KEY);
    }
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      return judged(http.send(description(), BodyHandlers.ofString()));
    } catch (IOException e) {
      return Finding.wrong(SUBJECT, control() + " does not answer; check " + CONTROL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finding.wrong(SUBJECT, "interrupted");
    }
  }

  private Finding judged(HttpResponse<String> answer) throws IOException {
    return switch (answer.statusCode()) {
      case 200 -> compared(JSON.readTree(answer.body()).path("spec").path("serverless"));
      case 401, 403 -> Finding.wrong(SUBJECT, KEY + " is refused by " + control());
      case 404 ->
          Finding.wrong(
              SUBJECT, "no index " + environment.get(INDEX) + "; create it or correct " + INDEX);
      default ->
          Finding.wrong(
              SUBJECT, control() + " answers with status " + answer.statusCode() + "; try again");
    };
  }

  private Finding compared(JsonNode found) {
    List<String> wrong = new ArrayList<>();
    compare("cloud", found, CLOUD, wrong);
    compare("region", found, REGION, wrong);
    return wrong.isEmpty()
        ? Finding.ok(SUBJECT, found.path("cloud").asText() + ", " + found.path("region").asText())
        : Finding.wrong(
            SUBJECT, String.join(", ", wrong) + "; move to an index there, or correct the setting");
  }

  private void compare(String what, JsonNode found, String setting, List<String> wrong) {
    String is = found.path(what).asText("none");
    String demanded = environment.getOrDefault(setting, is);
    if (!demanded.equalsIgnoreCase(is)) {
      wrong.add("%s is %s, %s says %s".formatted(what, is, setting, demanded));
    }
  }

  private String control() {
    return environment.getOrDefault(CONTROL, "https://api.pinecone.io");
  }

  private HttpRequest description() {
    String index = URLEncoder.encode(environment.getOrDefault(INDEX, ""), StandardCharsets.UTF_8);
    return HttpRequest.newBuilder(URI.create(control()).resolve("/indexes/" + index))
        .timeout(TIMEOUT)
        .header("Api-Key", environment.getOrDefault(KEY, ""))
        .GET()
        .build();
  }
}
