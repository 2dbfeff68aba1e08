package io.palimpsest.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** JSON over HTTP with a bearer token; turns problem documents into {@link ProblemException}. */
final class Transport {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .findAndAddModules()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final HttpClient http;
  private final URI base;
  private final Supplier<String> token;
  private final Duration timeout;

  Transport(HttpClient http, URI base, Supplier<String> token, Duration timeout) {
    this.http = http;
    this.base = base;
    this.token = token;
    this.timeout = timeout;
  }

  <T> CompletableFuture<T> call(
      String method, String path, @Nullable Object body, Duration extra, Class<T> answer) {
    return http.sendAsync(request(method, path, body, extra), BodyHandlers.ofByteArray())
        .thenApply(response -> read(response, answer));
  }

  private HttpRequest request(String method, String path, @Nullable Object body, Duration extra) {
    return HttpRequest.newBuilder(base.resolve(path))
        .method(method, publisher(body))
        .header("Authorization", "Bearer " + token.get())
        .header("Content-Type", "application/json")
        .header("Accept", "application/json, application/problem+json")
        .timeout(timeout.plus(extra))
        .build();
  }

  private static BodyPublisher publisher(@Nullable Object body) {
    if (body == null) {
      return BodyPublishers.noBody();
    }
    try {
      return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the body has no JSON form", e);
    }
  }

  private static <T> T read(HttpResponse<byte[]> response, Class<T> answer) {
    if (response.statusCode() >= 400) {
      throw new ProblemException(problem(response));
    }
    try {
      return JSON.readValue(response.body(), answer);
    } catch (IOException e) {
      throw new UncheckedIOException("the answer is not the JSON that was expected", e);
    }
  }

  private static Problem problem(HttpResponse<byte[]> response) {
    try {
      return JSON.readValue(response.body(), Problem.class);
    } catch (IOException notAProblemDocument) {
      return Problem.of(response.statusCode(), "no problem document came with this status");
    }
  }
}
