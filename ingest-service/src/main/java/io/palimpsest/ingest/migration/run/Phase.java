package io.palimpsest.ingest.migration.run;

import io.palimpsest.jobs.Hold;
import java.io.IOException;
import java.util.Map;

/** One phase of a migration. Keeps nothing between steps but what the place says. */
interface Phase {
  /** Its name, such as {@code 1a}. */
  String name();

  /**
   * Does a bounded piece, some seconds long; it may be done twice.
   *
   * @param at where it goes on, empty at first
   * @throws io.palimpsest.jobs.JobFailedException when no further attempt can help
   */
  Step step(Migration migration, String at, Hold hold) throws IOException, InterruptedException;

  /**
   * What a step did.
   *
   * @param at where the next one goes on
   * @param finished whether the phase is at its end
   * @param done records that this step added
   * @param counts what came of them
   * @param point what the phase ends with, for {@code --status}; empty before its end
   */
  record Step(
      String at, boolean finished, long done, Map<String, Long> counts, Map<String, String> point) {
    static Step more(String at, long done, Map<String, Long> counts) {
      return new Step(at, false, done, counts, Map.of());
    }

    static Step end(Map<String, Long> counts, Map<String, String> point) {
      return new Step("", true, 0, counts, point);
    }
  }
}
