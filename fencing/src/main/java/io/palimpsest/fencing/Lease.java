package io.palimpsest.fencing;

import java.time.Duration;
import java.util.Set;

/** The lease of one writer id. Guarded by the lock of {@link WriterState}. */
final class Lease {
  /**
   * Silence after which an id is given up. Far below the broker's {@code delete.retention.ms} (24 h
   * by default), for which a tombstone can still be read.
   */
  static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

  private final long length;
  private final Set<Guard> guards;
  private boolean granted;
  private long countsFrom;

  Lease(FenceBounds bounds, Set<Guard> guards) {
    this.length = bounds.lease().toNanos();
    this.guards = guards;
  }

  /** Starts the silence of a new id, which has no lease yet. */
  void reset(long now) {
    granted = false;
    countsFrom = now;
  }

  /** Takes the lease away. */
  void revoke() {
    granted = false;
  }

  void renew(long began, long ended) {
    granted = true;
    countsFrom = guards.contains(Guard.LEASE_COUNTS_FROM_START) ? began : ended;
  }

  boolean granted() {
    return granted;
  }

  boolean holds(long now) {
    return granted && (!guards.contains(Guard.LEASE) || now - countsFrom < length);
  }

  /** Whether a renewal that began now would come too late for its id. */
  boolean silentTooLong(long began) {
    return began - countsFrom > LONGEST_SILENCE.toNanos();
  }
}
