package io.palimpsest.fencing;

import java.util.OptionalLong;

/**
 * The roll call of one fence.
 *
 * @param sequence the fence
 * @param requestRef reference of its erasure request
 * @param since reading of the clock not before the fence's acknowledgement
 * @param rollEnd offset up to which the roll was read after that; empty until it was
 */
record Call(long sequence, String requestRef, long since, OptionalLong rollEnd) {
  Call read(long end) {
    return new Call(sequence, requestRef, since, OptionalLong.of(end));
  }

  /** Nanoseconds until silent writers are evicted. */
  long patienceLeft(long now, long patience) {
    return since + patience - now;
  }
}
