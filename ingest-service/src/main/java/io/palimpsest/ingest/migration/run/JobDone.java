package io.palimpsest.ingest.migration.run;

import io.palimpsest.jobs.Lap;
import java.util.Map;
import java.util.OptionalLong;

/** Laps, in short. */
final class JobDone {
  private JobDone() {}

  /** There is more to do, from the cursor on. */
  static Lap more(String cursor, long done, Map<String, Long> counts) {
    return new Lap(cursor, done, OptionalLong.empty(), done, counts, false);
  }

  /** The same, and the total is known. */
  static Lap more(String cursor, long done, long total, Map<String, Long> counts) {
    return new Lap(cursor, done, OptionalLong.of(total), done, counts, false);
  }

  /** That was all. */
  static Lap end(String cursor, long done, Map<String, Long> counts) {
    return new Lap(cursor, done, OptionalLong.empty(), done, counts, true);
  }
}
