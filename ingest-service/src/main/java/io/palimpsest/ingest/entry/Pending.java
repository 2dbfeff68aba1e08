package io.palimpsest.ingest.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A revision that waits for its announcement, and who has the right to announce it. The right ends
 * with the lease: only then may another instance announce, or write the next revision.
 *
 * @param since when the right was taken
 * @param instance instance that holds it
 * @param eventId id of the event that announces the revision
 */
public record Pending(Instant since, UUID instance, UUID eventId) {
  /** Whether somebody other than {@code asker} may still be announcing. */
  public boolean heldByAnother(UUID asker, Instant now, Duration lease) {
    return !instance.equals(asker) && now.isBefore(since.plus(lease));
  }
}
