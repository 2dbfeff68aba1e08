package io.palimpsest.fencing;

import java.util.Set;
import java.util.UUID;

/** What the process around a {@link RollCall} has to do. */
sealed interface RollOrder {
  /** Read the writers' topic to the end asked for from now on, then report. */
  record ReadRoll(Set<Long> sequences) implements RollOrder {}

  /** Publish that an id is evicted, and report. */
  record Evict(UUID id, String requestRef) implements RollOrder {}

  /** Leave an evicted id's tombstone, and report a failure. */
  record Bury(UUID id) implements RollOrder {}

  /** Tell whoever waits that a fence is drained. */
  record Announce(Drained drained) implements RollOrder {}
}
