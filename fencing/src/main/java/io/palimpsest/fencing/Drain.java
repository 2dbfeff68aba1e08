package io.palimpsest.fencing;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/** How far the roll call of one fence is. */
public sealed interface Drain {
  /** Not asked for, or drained before: this process knows nothing of it. */
  record Unknown() implements Drain {}

  /** The roll is being read to its end. */
  record ReadingRoll() implements Drain {}

  /**
   * Some writers have not observed the fence yet.
   *
   * @param silent their ids
   * @param patience time left until they are evicted
   */
  record Waiting(Set<UUID> silent, Duration patience) implements Drain {
    public Waiting {
      silent = Set.copyOf(silent);
    }
  }
}
