package io.palimpsest.reembed.embed;

import java.time.Duration;
import java.util.List;

/** Counts calls to a model. */
public interface EmbedMeter {
  /** A call succeeded. */
  void called(List<Passage> passages, Duration took);

  /** A call failed, or its answer was no set of vectors. */
  default void failedCall(String reason) {}

  /** Counts with both, the other one after this one. */
  default EmbedMeter and(EmbedMeter other) {
    return new EmbedMeter() {
      @Override
      public void called(List<Passage> passages, Duration took) {
        EmbedMeter.this.called(passages, took);
        other.called(passages, took);
      }

      @Override
      public void failedCall(String reason) {
        EmbedMeter.this.failedCall(reason);
        other.failedCall(reason);
      }
    };
  }
}
