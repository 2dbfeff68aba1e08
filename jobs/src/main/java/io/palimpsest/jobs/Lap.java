package io.palimpsest.jobs;

import java.util.Map;
import java.util.OptionalLong;

/**
 * What a lap did. Cursor and counts become durable together, or the lap is done again.
 *
 * @param cursor where the next lap begins
 * @param done units of progress that this lap added
 * @param total units in all, where that is known
 * @param work what a throttle counts, such as vectors looked at
 * @param counts what came out of this lap, by name
 * @param finished whether the job is at its end
 */
public record Lap(
    String cursor,
    long done,
    OptionalLong total,
    long work,
    Map<String, Long> counts,
    boolean finished) {
  /** Copies the counts. */
  public Lap {
    counts = Map.copyOf(counts);
  }
}
