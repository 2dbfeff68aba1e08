package io.palimpsest.local.vectors.fault;

import io.palimpsest.local.vectors.call.Reason;
import java.time.Duration;

/** What a fault does to a call. */
sealed interface Effect {
  /**
   * Refuses it; nothing is applied.
   *
   * @param retryAfterSeconds told as {@code Retry-After}; negative: not told
   */
  record Fail(Reason reason, String message, int retryAfterSeconds) implements Effect {}

  /** Answers it later; it is applied when the time is over. */
  record Delay(Duration time) implements Effect {
    public Delay {
      Durations.checkBounded(time);
    }
  }

  /**
   * Applies it only after the time, when the caller was told long ago that it failed.
   *
   * @param answered whether the caller is told at once, or never hears again
   */
  record LandLate(Duration after, boolean answered) implements Effect {
    public LandLate {
      Durations.checkBounded(after);
    }
  }

  /** Applies it and then cuts the connection instead of answering. */
  record LoseAnswer() implements Effect {}
}
