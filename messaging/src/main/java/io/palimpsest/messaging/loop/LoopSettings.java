package io.palimpsest.messaging.loop;

import java.time.Duration;

/**
 * How a loop goes round.
 *
 * @param name of the loop and its thread
 * @param commits when it commits
 * @param poll longest wait of one poll
 * @param longestPause longest pause after failures in a row; the first is a tenth of a second
 * @param stopping how long {@link ConsumerLoop#close} waits for the turn under way
 */
public record LoopSettings(
    String name, Commits commits, Duration poll, Duration longestPause, Duration stopping) {
  /** Longest wait of one poll where nothing speaks for another. */
  public static final Duration POLL = Duration.ofMillis(500);

  /** Refuses waits that are not positive. */
  public LoopSettings {
    if (!poll.isPositive() || !longestPause.isPositive() || !stopping.isPositive()) {
      throw new IllegalArgumentException("waits are positive");
    }
  }
}
