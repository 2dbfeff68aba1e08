package io.palimpsest.reembed.change;

import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Ingest's internal endpoint for content. An answer is bounded in time to its last byte, and in
 * size; whatever is wrong with one is said of that content alone. Ingest counts as down only where
 * every content would be refused: it cannot be reached, or says so of a content that is none, too.
 */
public final class HttpContents implements Contents {
  /** What ingest takes at most, and as much again. */
  static final int LARGEST = 2 * 8 * 1024 * 1024;

  /** A content that is none: an answer that says so comes from an ingest that works. */
  static final String NOBODYS = "none";

  /** Answers that are about the asker or all of ingest, unless it answers for others. */
  private static final Set<Integer> DOWN = Set.of(401, 403, 407, 429, 502, 503, 504);

  private static final int SERVER_ERROR = 500;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient client;
  private final URI ingest;
  private final String token;
  private final Duration timeout;

  /**
   * @param ingest base address of ingest
   * @param token this service's own token
   */
  public HttpContents(URI ingest, String token) {
    this(ingest, token, TIMEOUT);
  }

  /**
   * @param timeout of a whole answer
   */
  HttpContents(URI ingest, String token, Duration timeout) {
    this.ingest = ingest;
    this.token = token;
    this.timeout = timeout;
    this.client = HttpClient.newBuilder().connectTimeout(timeout).build();
  }

  @Override
  public Fetched fetch(String contentId, UUID entity) {
    Received received = new Received(LARGEST);
    OptionalInt status = ask(contentId, entity, received);
    if (status.isEmpty() || (isDown(status) && answersForOthers(entity))) {
      return new Fetched.Failing();
    }
    return fetched(status.getAsInt(), received);
  }

  /** Whether it knows that it has not what nobody has. */
  private boolean answersForOthers(UUID entity) {
    OptionalInt status = ask(NOBODYS, entity, new Received(LARGEST));
    return status.isPresent() && !isDown(status) && status.getAsInt() < SERVER_ERROR;
  }

  private static boolean isDown(OptionalInt status) {
    return DOWN.contains(status.getAsInt());
  }

  /** The status, once the body has come to its end; empty when it never did. */
  private OptionalInt ask(String contentId, UUID entity, Received received) {
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request(contentId, entity), received.handler());
    try {
      return OptionalInt.of(answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS).statusCode());
    } catch (TimeoutException stalled) {
      answer.cancel(true);
      return OptionalInt.empty();
    } catch (ExecutionException e) {
      requireReachable(e.getCause());
      return OptionalInt.empty();
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new ContentUnavailableException(e);
    }
  }

  private HttpRequest request(String contentId, UUID entity) {
    String id = URLEncoder.encode(contentId, StandardCharsets.UTF_8).replace("+", "%20");
    return HttpRequest.newBuilder(ingest.resolve("/internal/contents/" + id + "?uid=" + entity))
        .header("Authorization", "Bearer " + token)
        .build();
  }

  private static void requireReachable(@Nullable Throwable cause) {
    if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
      throw new ContentUnavailableException(cause);
    }
  }

  private static Fetched fetched(int status, Received received) {
    return switch (status) {
      case 200 ->
          received.isTooLarge()
              ? new Fetched.Unreadable("content.too_large")
              : new Fetched.Content(received.bytes());
      case 404 -> new Fetched.Missing();
      case 409 -> new Fetched.Superseded();
      case 410 -> new Fetched.Erased();
      default -> other(status);
    };
  }

  private static Fetched other(int status) {
    if (DOWN.contains(status)) {
      throw new ContentUnavailableException(new IllegalStateException("ingest answered " + status));
    }
    return status >= SERVER_ERROR
        ? new Fetched.Failing()
        : new Fetched.Unreadable("content.status_" + status);
  }
}
