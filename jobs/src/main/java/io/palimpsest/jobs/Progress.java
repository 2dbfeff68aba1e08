package io.palimpsest.jobs;

import java.util.Map;
import java.util.OptionalLong;

/**
 * How far a job is.
 *
 * @param done units that are done
 * @param total units in all, where that is known
 * @param counts what came out so far, by name
 */
public record Progress(long done, OptionalLong total, Map<String, Long> counts) {
  /** Nothing done yet. */
  public static final Progress NONE = new Progress(0, OptionalLong.empty(), Map.of());

  /** Copies the counts. */
  public Progress {
    counts = Map.copyOf(counts);
  }

  /** A count; zero when nothing was counted under the name. */
  public long count(String name) {
    return counts.getOrDefault(name, 0L);
  }
}
