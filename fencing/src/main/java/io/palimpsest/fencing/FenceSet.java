package io.palimpsest.fencing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Every fence applied so far. It only grows, so a reader that looks again can only refuse more.
 * Written by one thread, read by any.
 */
final class FenceSet {
  private final ConcurrentHashMap<UUID, Fence> byUid = new ConcurrentHashMap<>();
  private volatile long applied = -1;

  /** Applies a fence; of a uid fenced twice the first one stays. */
  void apply(Fence fence) {
    byUid.putIfAbsent(fence.uid(), fence);
    applied = Math.max(applied, fence.sequence());
  }

  /** Sequence of the newest fence applied, -1 for none. */
  long applied() {
    return applied;
  }

  /** One of the uids that is fenced, if any is. */
  Optional<UUID> anyOf(Collection<UUID> uids) {
    return uids.stream().filter(byUid::containsKey).findFirst();
  }

  /** All fences in order of sequence. */
  List<Fence> inOrder() {
    List<Fence> fences = new ArrayList<>(byUid.values());
    fences.sort(Comparator.comparingLong(Fence::sequence));
    return fences;
  }
}
