package io.palimpsest.ingest.write;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Repeats an attempt until it is done or the time is over. */
final class Patience {
  private final Limits limits;

  Patience(Limits limits) {
    this.limits = limits;
  }

  /** Attempts at least once; the attempt says whether all is done. */
  void attempt(BooleanSupplier attempt) {
    long started = System.nanoTime();
    while (!attempt.getAsBoolean() && since(started).compareTo(limits.patience()) < 0) {
      LockSupport.parkNanos(limits.pause().toNanos());
    }
  }

  private static Duration since(long started) {
    return Duration.ofNanos(System.nanoTime() - started);
  }
}
