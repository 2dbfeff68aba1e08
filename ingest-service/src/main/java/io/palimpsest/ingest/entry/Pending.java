package io.palimpsest.ingest.entry;

import io.palimpsest.messaging.trace.TraceParent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A revision that waits for its announcement, and who has the right to announce it. The right ends
 * with the lease: only then may another instance announce, or write the next revision.
 *
 * @param since when the right was taken
 * @param instance instance that holds it
 * @param eventId id of the event that announces the revision
 * @param trace on whose behalf the revision was written, where that was said
 */
public record Pending(Instant since, UUID instance, UUID eventId, Optional<TraceParent> trace) {
  /** Whether somebody other than {@code asker} may still be announcing. */
  public boolean heldByAnother(UUID asker, Instant now, Duration lease) {
    return !instance.equals(asker) && now.isBefore(since.plus(lease));
  }

  /** The same announcement in the right of another instance. */
  public Pending claimed(Instant now, UUID by) {
    return new Pending(now, by, eventId, trace);
  }
}
