package io.palimpsest.fencing;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that takes a turn whenever it is woken, and otherwise when the last turn said so. */
final class TurnLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TurnLoop.class);
  private static final Duration AFTER_FAULT = Duration.ofMillis(200);

  private final LongSupplier turn;
  private final Thread thread;
  private final AtomicBoolean woken = new AtomicBoolean();
  private volatile boolean closed;

  /**
   * @param turn does what is due and returns the nanoseconds that it wants to rest
   */
  TurnLoop(String name, LongSupplier turn) {
    this.turn = turn;
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Makes the thread take a turn soon; never waits. */
  void wake() {
    woken.set(true);
    LockSupport.unpark(thread);
  }

  /** Takes no further turn; does not wait for the present one. */
  @Override
  public void close() {
    closed = true;
    wake();
  }

  private void run() {
    while (!closed) {
      long rest = takeTurn();
      if (!woken.getAndSet(false)) {
        LockSupport.parkNanos(rest);
        woken.set(false);
      }
    }
  }

  private long takeTurn() {
    try {
      return turn.getAsLong();
    } catch (RuntimeException fault) {
      LOG.error("a turn of {} failed", thread.getName(), fault);
      return AFTER_FAULT.toNanos();
    }
  }
}
