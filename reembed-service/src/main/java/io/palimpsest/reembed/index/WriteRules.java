package io.palimpsest.reembed.index;

import java.time.Duration;

/**
 * Bounds of intents and retries.
 *
 * @param vectorsPerIntent most vectors that one intent covers; so many must be written within one
 *     deadline
 * @param firstDelay delay before the second attempt of a request
 * @param longestDelay longest delay between two attempts
 */
public record WriteRules(int vectorsPerIntent, Duration firstDelay, Duration longestDelay) {
  /** Refuses rules under which nothing could be written. */
  public WriteRules {
    if (vectorsPerIntent < 1) {
      throw new IllegalArgumentException("an intent covers at least one vector");
    }
  }
}
