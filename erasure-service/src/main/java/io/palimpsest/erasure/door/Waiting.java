package io.palimpsest.erasure.door;

import io.palimpsest.access.ProblemException;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Requests;
import io.palimpsest.erasure.saga.Changes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Waits for the end of a request, within a bound. */
@ApplicationScoped
class Waiting {
  private static final Pattern SECONDS = Pattern.compile("(\\d{1,2})s");
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Duration SLICE = Duration.ofMillis(500);

  private final Requests requests;
  private final Changes changes;

  Waiting(Requests requests, Changes changes) {
    this.requests = requests;
    this.changes = changes;
  }

  /**
   * Reads the query parameter.
   *
   * @throws ProblemException 400 when it is no number of seconds
   */
  static Duration parse(@Nullable String wait) {
    if (wait == null) {
      return Duration.ZERO;
    }
    Matcher matcher = SECONDS.matcher(wait);
    if (!matcher.matches() || Duration.ofSeconds(seconds(matcher)).compareTo(LONGEST) > 0) {
      throw new ProblemException(
          400, "request.invalid", "not a time to wait", "wait", "0s to 60s, such as 30s");
    }
    return Duration.ofSeconds(seconds(matcher));
  }

  /** The request when it has ended, or as it is when the time is over. */
  Optional<ErasureRequest> end(UUID id, Duration atMost) {
    long until = System.nanoTime() + atMost.toNanos();
    try (Changes.Subscription subscription = changes.follow(id)) {
      while (true) {
        subscription.rest();
        Optional<ErasureRequest> request = requests.find(id);
        long left = until - System.nanoTime();
        if (left <= 0 || request.filter(r -> !r.ended()).isEmpty()) {
          return request;
        }
        subscription.await(SLICE.toNanos() < left ? SLICE : Duration.ofNanos(left));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return requests.find(id);
    }
  }

  private static long seconds(Matcher matcher) {
    return Long.parseLong(matcher.group(1));
  }
}
