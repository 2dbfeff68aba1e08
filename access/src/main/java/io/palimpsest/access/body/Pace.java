package io.palimpsest.access.body;

import java.time.Duration;

/**
 * Whether a body comes quickly enough. Time counts only while it is waited for: whoever does not
 * ask for more is not kept waiting. Not thread-safe.
 */
final class Pace {
  private static final long SECOND = 1_000_000_000L;

  private final long patience;
  private final long slowest;
  private boolean waiting;
  private long since;
  private long waited;
  private long bytes;

  /**
   * @param patience how long nothing may come
   * @param slowest bytes a second, on average, once so long was waited altogether
   */
  Pace(Duration patience, int slowest) {
    this.patience = patience.toNanos();
    this.slowest = slowest;
  }

  /** From now on the body is waited for. */
  void waiting(long now) {
    if (!waiting) {
      waiting = true;
      since = now;
    }
  }

  /** Some of it came; it is not waited for until {@link #waiting} says so. */
  void came(int length, long now) {
    if (waiting) {
      waited += now - since;
      waiting = false;
    }
    bytes += length;
  }

  /** Bytes that came. */
  long bytes() {
    return bytes;
  }

  /** Whether the wait for it ends. */
  boolean isTooSlow(long now) {
    if (!waiting) {
      return false;
    }
    long still = now - since;
    long whole = waited + still;
    return still > patience || (whole > patience && bytes < whole / SECOND * slowest);
  }
}
