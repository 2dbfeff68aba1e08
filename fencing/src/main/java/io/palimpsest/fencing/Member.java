package io.palimpsest.fencing;

/** One id on the roll, as a coordinator sees it. */
final class Member {
  private enum Standing {
    WORKING,
    BEING_EVICTED,
    EVICTED,
    BEING_BURIED
  }

  private final long firstSeen;
  private long observed = -1;
  private Standing standing = Standing.WORKING;
  private long evictedAt;

  /**
   * @param firstSeen offset at which this process first read the id
   */
  Member(long firstSeen) {
    this.firstSeen = firstSeen;
  }

  /** Whether it was on the roll when the roll was read up to an offset. */
  boolean onRollAt(long end) {
    return firstSeen <= end;
  }

  void observed(long sequence) {
    observed = Math.max(observed, sequence);
  }

  boolean hasObserved(long sequence) {
    return observed >= sequence;
  }

  boolean working() {
    return standing == Standing.WORKING;
  }

  void beEvicted() {
    standing = Standing.BEING_EVICTED;
  }

  void notEvicted() {
    if (standing == Standing.BEING_EVICTED) {
      standing = Standing.WORKING;
    }
  }

  /** Its eviction is in the log; the span until its tombstone counts from the first news of it. */
  void evicted(long now) {
    if (!evicted()) {
      standing = Standing.EVICTED;
      evictedAt = now;
    }
  }

  boolean evicted() {
    return standing == Standing.EVICTED || standing == Standing.BEING_BURIED;
  }

  /** Nanoseconds until it may be buried. */
  long buriedIn(long now, long patience) {
    return standing == Standing.EVICTED ? evictedAt + patience - now : Long.MAX_VALUE;
  }

  void beBuried() {
    standing = Standing.BEING_BURIED;
  }

  void notBuried() {
    standing = Standing.EVICTED;
  }
}
