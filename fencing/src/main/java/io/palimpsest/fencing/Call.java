package io.palimpsest.fencing;

import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * The roll call of one fence.
 *
 * @param sequence the fence
 * @param requestRef reference of its erasure request
 * @param since reading of the clock not before the fence's acknowledgement
 * @param rollEnd offset up to which the roll was read after that; empty until it was
 * @param buried evicted ids whose tombstone came before they had observed the fence
 */
record Call(long sequence, String requestRef, long since, OptionalLong rollEnd, Set<UUID> buried) {
  Call {
    buried = Set.copyOf(buried);
  }

  Call read(long end) {
    return new Call(sequence, requestRef, since, OptionalLong.of(end), buried);
  }

  /** The same, no longer waiting for an evicted id. */
  Call without(UUID id) {
    Set<UUID> all = new HashSet<>(buried);
    all.add(id);
    return new Call(sequence, requestRef, since, rollEnd, all);
  }

  /** Nanoseconds until silent writers are evicted. */
  long patienceLeft(long now, long patience) {
    return since + patience - now;
  }
}
