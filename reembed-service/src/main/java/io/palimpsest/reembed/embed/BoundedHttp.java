package io.palimpsest.reembed.embed;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.DeadlinePassedException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * HTTP for LangChain4j's clients, bounded from the first byte of the request to the last one of the
 * answer, and by the deadline of the work, after which nothing is sent. The library's own adapter
 * bounds an answer up to its headers only, so that one that drips is waited for without end, and
 * throws {@code Retry-After} away.
 */
final class BoundedHttp implements HttpClient {
  private final java.net.http.HttpClient http;
  private final Duration timeout;
  private final Deadline deadline;

  BoundedHttp(java.net.http.HttpClient http, Duration timeout, Deadline deadline) {
    this.http = http;
    this.timeout = timeout;
    this.deadline = deadline;
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) throws HttpException {
    Duration bound = bound();
    HttpResponse<String> answer =
        await(http.sendAsync(request(request, bound), BodyHandlers.ofString()), bound);
    if (answer.statusCode() / 100 != 2) {
      throw new RefusedCallException(answer.statusCode(), answer.body(), retryAfter(answer));
    }
    return SuccessfulHttpResponse.builder()
        .statusCode(answer.statusCode())
        .headers(answer.headers().map())
        .body(answer.body())
        .build();
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    throw new UnsupportedOperationException("embeddings are never streamed");
  }

  /** How long a request may take that is sent now. */
  private Duration bound() {
    Duration left = deadline.remaining();
    if (left.isZero()) {
      throw new DeadlinePassedException();
    }
    return left.compareTo(timeout) < 0 ? left : timeout;
  }

  private static HttpResponse<String> await(
      CompletableFuture<HttpResponse<String>> answer, Duration bound) {
    try {
      return answer.get(bound.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new EmbeddingException.Unavailable("embedding.timeout", Optional.empty(), e);
    } catch (ExecutionException e) {
      throw new EmbeddingException.Unavailable("embedding.unavailable", Optional.empty(), e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new EmbeddingException.Unavailable("embedding.interrupted", Optional.empty(), e);
    }
  }

  private static java.net.http.HttpRequest request(HttpRequest request, Duration bound) {
    java.net.http.HttpRequest.Builder built =
        java.net.http.HttpRequest.newBuilder(URI.create(request.url())).timeout(bound);
    request.headers().forEach((name, values) -> values.forEach(one -> built.header(name, one)));
    return built.method(request.method().name(), BodyPublishers.ofString(request.body())).build();
  }

  /** A date instead of seconds is read as nothing said. */
  private static Optional<Duration> retryAfter(HttpResponse<?> answer) {
    return answer
        .headers()
        .firstValue("retry-after")
        .filter(value -> value.matches("\\d{1,6}"))
        .map(Long::parseLong)
        .map(Duration::ofSeconds);
  }
}
