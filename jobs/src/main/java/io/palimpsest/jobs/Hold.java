package io.palimpsest.jobs;

import io.palimpsest.fencing.Ticker;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * A runner's grip on a job. It ends when the runner is stopped, when the job's document says that
 * it is somebody else's, and when no beat has become durable for a lease on this process's own
 * clock: whoever stalled finds its grip gone before it does anything more. Thread-safe.
 */
public final class Hold {
  private final Ticker ticker;
  private final long lease;
  private final BooleanSupplier stopping;
  private volatile long lastBeat;
  private volatile boolean taken;

  Hold(Ticker ticker, Duration lease, BooleanSupplier stopping) {
    this.ticker = ticker;
    this.lease = lease.toNanos();
    this.stopping = stopping;
    this.lastBeat = ticker.nanos();
  }

  /** The grip is gone; the lap ends here and is somebody's to be done again. */
  static final class LostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LostException() {
      super("the job is held no more");
    }
  }

  /** Ends the lap when the grip is gone. */
  public void check() {
    if (!holds()) {
      throw new LostException();
    }
  }

  /** Waits, and ends the lap when the grip goes meanwhile. */
  public void pause(Duration time) throws InterruptedException {
    long until = ticker.nanos() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = until - ticker.nanos()) {
      check();
      Thread.sleep(Duration.ofNanos(Math.min(left, lease / 4)));
    }
    check();
  }

  boolean holds() {
    return !taken && !stopping.getAsBoolean() && ticker.nanos() - lastBeat < lease;
  }

  /**
   * A beat, or anything else written under the tenure, became durable.
   *
   * @param sentAt the clock before it was sent
   */
  void beaten(long sentAt) {
    lastBeat = Math.max(lastBeat, sentAt);
  }

  void taken() {
    taken = true;
  }
}
