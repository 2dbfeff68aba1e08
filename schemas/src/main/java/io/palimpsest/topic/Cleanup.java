package io.palimpsest.topic;

import java.time.Duration;

/** What the broker does with old records. */
public sealed interface Cleanup {
  /** Keeps the newest record of each key. */
  record Compact() implements Cleanup {}

  /**
   * Deletes records by age.
   *
   * @param retention age at which a record may go
   */
  record Delete(Duration retention) implements Cleanup {}

  /** Keeps every record. */
  record Forever() implements Cleanup {}
}
