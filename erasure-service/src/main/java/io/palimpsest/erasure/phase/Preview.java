package io.palimpsest.erasure.phase;

import io.palimpsest.erasure.model.Draft;
import io.palimpsest.erasure.model.ErasureRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The plan of a dry run is kept to be looked at, and then forgotten: after a day, or with the
 * erasure of what it names. Planning and transitions, pure.
 */
public final class Preview {
  /** How long it keeps its names. */
  public static final Duration KEPT = Duration.ofHours(24);

  private Preview() {}

  /** When its names go; empty when they have gone, or it is none. */
  static Optional<Instant> nextLook(ErasureRequest request) {
    return request.previews() ? Optional.of(end(request)) : Optional.empty();
  }

  static Step next(ErasureRequest request, Situation situation) {
    return nextLook(request).filter(end -> !situation.now().isBefore(end)).isPresent()
        ? new Step.Forget()
        : new Step.Done();
  }

  /** Its names go. Repeats change nothing. */
  public static ErasureRequest forgotten(ErasureRequest request, Instant now) {
    return request.previews()
        ? Draft.of(request, now).journal("forgotten", "").nameless().done()
        : request;
  }

  private static Instant end(ErasureRequest request) {
    Instant ended = request.endedAt();
    return (ended == null ? request.createdAt() : ended).plus(KEPT);
  }
}
