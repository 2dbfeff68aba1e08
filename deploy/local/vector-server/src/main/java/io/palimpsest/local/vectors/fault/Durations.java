package io.palimpsest.local.vectors.fault;

import java.time.Duration;

/** Bounds of the times in faults. */
final class Durations {
  private static final Duration LONGEST = Duration.ofHours(1);

  private Durations() {}

  static void checkBounded(Duration time) {
    if (time.isNegative() || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("must be between 0 and one hour");
    }
  }
}
