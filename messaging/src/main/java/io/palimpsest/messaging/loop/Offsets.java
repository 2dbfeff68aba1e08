package io.palimpsest.messaging.loop;

import java.util.BitSet;

/**
 * Which records of one partition are finished. Records may finish in any order; what may be
 * committed is the lowest unfinished offset. A bit for each record between there and the newest
 * one. Not thread-safe.
 */
final class Offsets {
  private static final int TRIM = 4096;
  private final BitSet finished = new BitSet();
  private long base;
  private long next;

  /**
   * @param first offset of the first record that will come
   */
  Offsets(long first) {
    this.base = first;
    this.next = first;
  }

  /** A record was read; offsets that were left out (compacted, aborted) need no finishing. */
  void read(long offset) {
    if (offset < next) {
      return;
    }
    finished.set(index(next), index(offset));
    next = offset + 1;
    trim();
  }

  /** A record is finished; one that was never read, or is finished already, is ignored. */
  void finish(long offset) {
    if (offset >= base && offset < next) {
      finished.set(index(offset));
      trim();
    }
  }

  /**
   * What was read from here on counts as never read: it comes again, or is gone from the log by
   * then.
   */
  void rewind(long offset) {
    if (offset >= base && offset < next) {
      finished.clear(index(offset), Math.max(index(offset), finished.length()));
      next = offset;
    }
  }

  /** Lowest offset that is not finished: what a reader that starts anew must read first. */
  long committable() {
    return base + finished.nextClearBit(0);
  }

  /** Records that were read and are not finished. */
  long unfinished() {
    return next - base - finished.cardinality();
  }

  private int index(long offset) {
    return Math.toIntExact(offset - base);
  }

  private void trim() {
    int done = finished.nextClearBit(0);
    if (done > TRIM || (done > 0 && done == index(next))) {
      BitSet rest = finished.get(done, Math.max(done, finished.length()));
      finished.clear();
      finished.or(rest);
      base += done;
    }
  }
}
