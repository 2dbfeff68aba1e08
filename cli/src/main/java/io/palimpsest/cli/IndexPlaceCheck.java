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
  private static final String CONTROL = "PINECONE_CONTROL_URL";
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, String> environment;
  private final String subject;
  private final String cloud;
  private final String region;
  private final String index;
  private final String key;

  private IndexPlaceCheck(Map<String, String> environment, String subject, String prefix) {
    this.environment = Map.copyOf(environment);
    this.subject = subject;
    this.cloud = prefix + "_CLOUD";
    this.region = prefix + "_REGION";
    this.index = prefix + "_INDEX_NAME";
    this.key = prefix + "_API_KEY";
  }

  /** Of the services' own index. */
  static IndexPlaceCheck ofHome(Map<String, String> environment) {
    return new IndexPlaceCheck(environment, "index place", "PINECONE");
  }

  /** Of the second target's. */
  static IndexPlaceCheck ofNext(Map<String, String> environment) {
    return new IndexPlaceCheck(environment, "next's place", "PALIMPSEST_NEXT");
  }

  Finding run() {
    if (!environment.containsKey(cloud) && !environment.containsKey(region)) {
      return Finding.absent(subject, "not compared; " + cloud + " and " + region + " demand one");
    }
    if (!environment.containsKey(index) || !environment.containsKey(key)) {
      return Finding.wrong(subject, "cannot be compared; set " + index + " and " + key);
    }
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      return judged(http.send(description(), BodyHandlers.ofString()));
    } catch (IOException e) {
      return Finding.wrong(subject, control() + " does not answer; check " + CONTROL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finding.wrong(subject, "interrupted");
    }
  }

  private Finding judged(HttpResponse<String> answer) throws IOException {
    return switch (answer.statusCode()) {
      case 200 -> compared(JSON.readTree(answer.body()).path("spec").path("serverless"));
      case 401, 403 -> Finding.wrong(subject, key + " is refused by " + control());
      case 404 ->
          Finding.wrong(
              subject, "no index " + environment.get(index) + "; create it or correct " + index);
      default ->
          Finding.wrong(
              subject, control() + " answers with status " + answer.statusCode() + "; try again");
    };
  }

  private Finding compared(JsonNode found) {
    List<String> wrong = new ArrayList<>();
    compare("cloud", found, cloud, wrong);
    compare("region", found, region, wrong);
    return wrong.isEmpty()
        ? Finding.ok(subject, found.path("cloud").asText() + ", " + found.path("region").asText())
        : Finding.wrong(
            subject, String.join(", ", wrong) + "; move to an index there, or correct the setting");
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
    String name = URLEncoder.encode(environment.getOrDefault(index, ""), StandardCharsets.UTF_8);
    return HttpRequest.newBuilder(URI.create(control()).resolve("/indexes/" + name))
        .timeout(TIMEOUT)
        .header("Api-Key", environment.getOrDefault(key, ""))
        .GET()
        .build();
  }
}
