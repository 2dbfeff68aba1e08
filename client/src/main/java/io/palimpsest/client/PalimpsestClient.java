package io.palimpsest.client;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Asynchronous client of one Palimpsest address. Thread-safe; one instance serves an application.
 *
 * <p>Futures complete on the HTTP client's threads. A refusal completes them with {@link
 * ProblemException}, an unreachable service with the exception of {@link HttpClient}. Nothing is
 * retried: puts and deletes are idempotent, so a caller may simply repeat them.
 */
public final class PalimpsestClient implements AutoCloseable {
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);
  private static final int NOT_FOUND = 404;
  private static final Duration WAIT_SLICE = Duration.ofSeconds(20);

  private final HttpClient http;
  private final Transport transport;

  private PalimpsestClient(HttpClient http, Transport transport) {
    this.http = http;
    this.transport = transport;
  }

  /**
   * Opens a client.
   *
   * @param address the gateway, such as {@code https://vectors.example.com}
   * @param token gives the bearer token for each call, without the word Bearer
   */
  public static PalimpsestClient open(URI address, Supplier<String> token) {
    HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    return new PalimpsestClient(http, new Transport(http, address, token, CALL_TIMEOUT));
  }

  /** Creates or replaces an item. On completion the change is durable, not yet searchable. */
  public CompletableFuture<Written> submitItem(String organization, String itemId, Item item) {
    return put(path("organizations", organization, "items", itemId), item);
  }

  /** Creates or replaces a source. On completion the change is durable, not yet searchable. */
  public CompletableFuture<Written> submitSource(
      String creator, String twin, String sourceId, Source source) {
    return put(path("creators", creator, "twins", twin, "sources", sourceId), source);
  }

  /**
   * Completes when the revision can be found by a search. Fails with {@link ParkedException} as
   * soon as the change is known to have been set aside.
   *
   * @param atMost bound; past it the future fails with {@link TimeoutException}
   */
  public CompletableFuture<Searchable> awaitSearchable(Written written, Duration atMost) {
    return poll(
            path("vectors", written.uid().toString())
                + "?revision="
                + written.revision()
                + "&wait=",
            Searchable.class,
            vectors -> vectors.ends(written.revision()),
            Instant.now().plus(atMost))
        .thenCompose(PalimpsestClient::unlessParked);
  }

  private static CompletableFuture<Searchable> unlessParked(Searchable vectors) {
    return vectors.parked() == null
        ? CompletableFuture.completedFuture(vectors)
        : CompletableFuture.failedFuture(new ParkedException(vectors.uid(), vectors.parked()));
  }

  /** Searches inside one twin of the token's creator. */
  public CompletableFuture<SearchResult> searchTwin(Search search) {
    return post("/delphi/search", search);
  }

  /** Searches all twins of the token's creator, or those that the search names. */
  public CompletableFuture<SearchResult> searchTwins(Search search) {
    return post("/delphi/search-cross-twin", search);
  }

  /** Searches the items of the token's organization. */
  public CompletableFuture<SearchResult> searchPortfolio(Search search) {
    return post("/portfolio/search", search);
  }

  /** Asks that one twin of the token's creator be erased. Completes when the request is durable. */
  public CompletableFuture<Erasure> deleteTwin(String twin) {
    return delete(path("delphi", "twin", twin));
  }

  /** Asks that the token's creator be erased, with all twins. */
  public CompletableFuture<Erasure> deleteCreator() {
    return delete("/delphi/creator");
  }

  /**
   * Follows an erasure request to its end.
   *
   * @param atMost bound; past it the future fails with {@link TimeoutException}
   */
  public CompletableFuture<Erasure> follow(UUID requestId, Duration atMost) {
    return poll(
        path("erasures", requestId.toString()) + "?wait=",
        Erasure.class,
        Erasure::ended,
        Instant.now().plus(atMost));
  }

  /** Closes the connections; calls under way end with an exception. */
  @Override
  public void close() {
    http.shutdownNow();
  }

  private CompletableFuture<Written> put(String path, Object body) {
    return transport.call("PUT", path, body, Duration.ZERO, Written.class);
  }

  private CompletableFuture<SearchResult> post(String path, Search search) {
    return transport.call("POST", path, search, Duration.ZERO, SearchResult.class);
  }

  private CompletableFuture<Erasure> delete(String path) {
    return transport.call("DELETE", path, null, Duration.ZERO, Erasure.class);
  }

  /** Asks again and again, each time letting the service wait, until the answer is an end. */
  private <T> CompletableFuture<T> poll(
      String pathToWait, Class<T> type, Predicate<T> end, Instant until) {
    Duration left = Duration.between(Instant.now(), until);
    if (left.isNegative()) {
      return CompletableFuture.failedFuture(new TimeoutException("not reached in time"));
    }
    Duration wait = left.compareTo(WAIT_SLICE) < 0 ? left : WAIT_SLICE;
    String path = pathToWait + Math.max(1, wait.toSeconds()) + "s";
    return transport
        .call("GET", path, null, wait, type)
        .thenApply(Optional::of)
        .exceptionally(PalimpsestClient::emptyWhenNotThereYet)
        .thenCompose(
            answer ->
                answer
                    .filter(end)
                    .map(CompletableFuture::completedFuture)
                    .orElseGet(() -> poll(pathToWait, type, end, until)));
  }

  /** What was just accepted is unknown to the service that is asked until its event arrives. */
  private static <T> Optional<T> emptyWhenNotThereYet(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof ProblemException refused && refused.problem().status() == NOT_FOUND) {
      return Optional.empty();
    }
    throw new CompletionException(cause);
  }

  private static String path(String... segments) {
    StringBuilder path = new StringBuilder();
    for (String segment : segments) {
      path.append('/').append(URLEncoder.encode(segment, StandardCharsets.UTF_8));
    }
    return path.toString();
  }
}
