package io.palimpsest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The services' HTTP APIs with the caller's token. Every refusal is a {@link RefusedException}. */
final class Api {
  static final JsonMapper JSON = JsonMapper.builder().findAndAddModules().build();
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final URI address;
  private final String token;

  Api(URI address, String token) {
    this.address = address;
    this.token = token;
  }

  JsonNode get(String path) {
    return call("GET", path, "application/json", BodyPublishers.noBody());
  }

  JsonNode delete(String path) {
    return call("DELETE", path, "application/json", BodyPublishers.noBody());
  }

  JsonNode post(String path, Object body) {
    return call(
        "POST",
        path,
        "application/json",
        BodyPublishers.ofString(JSON.valueToTree(body).toString()));
  }

  JsonNode put(String path, Object body) {
    return call(
        "PUT",
        path,
        "application/json",
        BodyPublishers.ofString(JSON.valueToTree(body).toString()));
  }

  /** A text as a part of a query. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Sends a file as it is, without reading it into memory. */
  JsonNode post(String path, String mediaType, Path file) {
    try {
      if (!Files.isReadable(file)) {
        throw new RefusedException("--file: " + file + " cannot be read");
      }
      return call("POST", path, mediaType, BodyPublishers.ofFile(file));
    } catch (IOException e) {
      throw new RefusedException("--file: " + file + " cannot be read");
    }
  }

  /** Sends lines and returns the answer's lines. */
  List<JsonNode> postLines(String path, String mediaType, String lines) {
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(address.resolve(path))
                .POST(BodyPublishers.ofString(lines))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", mediaType)
                .header("Accept", "application/x-ndjson, application/problem+json")
                .timeout(TIMEOUT)
                .build());
    if (response.statusCode() >= 400) {
      throw new RefusedException(Problems.describe(response.statusCode(), parse(response.body())));
    }
    try (MappingIterator<JsonNode> results =
        JSON.readerFor(JsonNode.class).readValues(response.body())) {
      return results.readAll();
    } catch (IOException cut) {
      throw new RefusedException("the answer is no list of results; send the list again");
    }
  }

  private JsonNode call(String method, String path, String mediaType, BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(path))
            .method(method, body)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", mediaType)
            .header("Accept", "application/json, application/problem+json")
            .timeout(TIMEOUT)
            .build();
    HttpResponse<String> response = send(request);
    JsonNode answer = parse(response.body());
    if (response.statusCode() >= 400) {
      throw new RefusedException(Problems.describe(response.statusCode(), answer));
    }
    return answer;
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new RefusedException(
          "no answer from " + address + ": is the stack up? (palimpsest status)");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException("interrupted while waiting for " + address);
    }
  }

  private static JsonNode parse(String body) {
    try {
      return body.isBlank() ? MissingNode.getInstance() : JSON.readTree(body);
    } catch (IOException notJson) {
      return MissingNode.getInstance();
    }
  }
}
