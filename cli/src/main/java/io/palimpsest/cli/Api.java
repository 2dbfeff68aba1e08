package io.palimpsest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.palimpsest.cli.frame.CommandException;
import io.palimpsest.cli.frame.ExitCode;
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
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The services' HTTP APIs with the caller's token. Every refusal is a {@link RefusedException}. */
final class Api {
  static final JsonMapper JSON = JsonMapper.builder().findAndAddModules().build();
  private static final Set<Integer> DOWN = Set.of(502, 503, 504);
  private static final Set<Integer> NONE = Set.of(404, 410);
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

  /** The same, or empty where there is none. */
  Optional<JsonNode> find(String path) {
    return found("GET", path, BodyPublishers.noBody());
  }

  /** What a question is answered with, or empty where nobody is known whom it is about. */
  Optional<JsonNode> findBy(String path, Object body) {
    return found("POST", path, BodyPublishers.ofString(JSON.valueToTree(body).toString()));
  }

  private Optional<JsonNode> found(String method, String path, BodyPublisher body) {
    HttpResponse<String> response = send(request(method, path, "application/json", body, Map.of()));
    if (NONE.contains(response.statusCode())) {
      return Optional.empty();
    }
    JsonNode answer = parse(response.body());
    refuse(response.statusCode(), answer);
    return Optional.of(answer);
  }

  JsonNode delete(String path) {
    return call("DELETE", path, "application/json", BodyPublishers.noBody());
  }

  JsonNode post(String path, Object body) {
    return post(path, body, Map.of());
  }

  JsonNode post(String path, Object body, Map<String, String> headers) {
    return call(
        "POST",
        path,
        "application/json",
        BodyPublishers.ofString(JSON.valueToTree(body).toString()),
        headers);
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
      return call("POST", path, mediaType, BodyPublishers.ofFile(file));
    } catch (IOException e) {
      throw unreadable(file);
    }
  }

  /** Puts a file as it is. */
  JsonNode put(String path, String mediaType, Path file) {
    try {
      return call("PUT", path, mediaType, BodyPublishers.ofFile(file));
    } catch (IOException e) {
      throw unreadable(file);
    }
  }

  /** Sends a file of lines and returns the answer's lines. */
  List<JsonNode> postLines(String path, String mediaType, Path file) {
    try {
      return lines(path, mediaType, BodyPublishers.ofFile(file));
    } catch (IOException e) {
      throw unreadable(file);
    }
  }

  private static UsageException unreadable(Path file) {
    return new UsageException(file + ": there is no such file, or you may not read it");
  }

  /** Fetches bytes into a file that is not there yet. */
  void download(String path, Path file) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(path))
            .header("Authorization", "Bearer " + token)
            .timeout(Duration.ofHours(1))
            .build();
    try {
      HttpResponse<Path> response =
          http.send(
              request,
              BodyHandlers.ofFile(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
      if (response.statusCode() >= 400) {
        JsonNode problem = parse(Files.readString(file));
        Files.delete(file);
        refuse(response.statusCode(), problem);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException(ExitCode.INTERRUPTED, "interrupted while waiting for " + address);
    }
  }

  /** Sends lines and returns the answer's lines. */
  List<JsonNode> postLines(String path, String mediaType, String lines) {
    return lines(path, mediaType, BodyPublishers.ofString(lines));
  }

  private List<JsonNode> lines(String path, String mediaType, BodyPublisher lines) {
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(address.resolve(path))
                .POST(lines)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", mediaType)
                .header("Accept", "application/x-ndjson, application/problem+json")
                .timeout(TIMEOUT)
                .build());
    refuse(response.statusCode(), parse(response.body()));
    try (MappingIterator<JsonNode> results =
        JSON.readerFor(JsonNode.class).readValues(response.body())) {
      return results.readAll();
    } catch (IOException cut) {
      throw new RefusedException("the answer is no list of results; send the list again");
    }
  }

  private JsonNode call(String method, String path, String mediaType, BodyPublisher body) {
    return call(method, path, mediaType, body, Map.of());
  }

  private JsonNode call(
      String method, String path, String mediaType, BodyPublisher body, Map<String, String> more) {
    HttpResponse<String> response = send(request(method, path, mediaType, body, more));
    JsonNode answer = parse(response.body());
    refuse(response.statusCode(), answer);
    return answer;
  }

  private HttpRequest request(
      String method, String path, String mediaType, BodyPublisher body, Map<String, String> more) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path))
            .method(method, body)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", mediaType)
            .header("Accept", "application/json, application/problem+json")
            .timeout(TIMEOUT);
    more.forEach(request::header);
    return request.build();
  }

  /** A service behind the gateway that is down, or cannot do without one that is, may come back. */
  private static void refuse(int status, JsonNode answer) {
    if (status >= 400) {
      String line = Problems.describe(status, answer);
      throw DOWN.contains(status) ? new UnreachableException(line) : new RefusedException(line);
    }
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UnreachableException(
          "no answer from " + address + "; is it up (`palimpsest status`), is the address right?");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException(ExitCode.INTERRUPTED, "interrupted while waiting for " + address);
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
