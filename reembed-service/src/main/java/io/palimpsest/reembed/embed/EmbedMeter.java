package io.palimpsest.reembed.embed;

import java.time.Duration;

/** Counts calls to a model. */
@FunctionalInterface
public interface EmbedMeter {
  /** A call succeeded. */
  void called(int texts, int tokens, Duration took);

  /** A call failed, or its answer was no set of vectors. */
  default void failedCall(String reason) {}
}
