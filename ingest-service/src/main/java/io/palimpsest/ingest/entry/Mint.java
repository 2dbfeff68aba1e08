package io.palimpsest.ingest.entry;

import io.palimpsest.messaging.trace.TraceParent;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a decision may not make up itself: uids and the time.
 *
 * @param uid uid for an entry that is admitted by the change
 * @param eventId id of the event that will announce the change
 * @param instance the instance that decides
 * @param now the time
 */
public record Mint(UUID uid, UUID eventId, UUID instance, Instant now) {
  /** The announcement of what is made on somebody's behalf. */
  public Pending pending(Optional<TraceParent> trace) {
    return new Pending(now, instance, eventId, trace);
  }
}
