package io.palimpsest.ingest.migration.run;

import io.palimpsest.ingest.migration.legacy.VectorSideException;
import io.palimpsest.jobs.JobFailedException;

/** Which failures another attempt may mend. */
final class Failures {
  private Failures() {}

  /** What the vector side refuses stays refused; what it did not answer is asked again. */
  static RuntimeException of(VectorSideException refused) {
    String message = String.valueOf(refused.getMessage());
    return message.startsWith("index.") || message.startsWith("vector.")
        ? new JobFailedException(message)
        : refused;
  }
}
