package io.palimpsest.local.vectors.fault;

import io.palimpsest.local.vectors.call.Operation;
import io.palimpsest.local.vectors.index.Visibility;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Visibility delays that can be changed while the server runs. */
public final class VisibilityDelays implements Visibility {
  private final Map<ReadKind, AtomicLong> stale = new EnumMap<>(ReadKind.class);
  private volatile Map<ReadKind, Duration> delays = Map.of();
  private volatile long enabledNanos;

  public VisibilityDelays() {
    for (ReadKind kind : ReadKind.values()) {
      stale.put(kind, new AtomicLong());
    }
  }

  void set(Map<ReadKind, Duration> changed) {
    changed.values().forEach(Durations::checkBounded);
    if (longestNanos() == 0) {
      enabledNanos = System.nanoTime();
    }
    delays = Map.copyOf(changed);
  }

  Duration delay(ReadKind kind) {
    return delays.getOrDefault(kind, Duration.ZERO);
  }

  /** How many reads of the kind were shown less than had been acknowledged. */
  long staleReads(ReadKind kind) {
    AtomicLong count = stale.get(kind);
    return count == null ? 0 : count.get();
  }

  void clear() {
    delays = Map.of();
    stale.values().forEach(count -> count.set(0));
  }

  /** What was acknowledged before the delays were switched on is not hidden by them. */
  @Override
  public long delayNanos(Operation read) {
    long delay = ReadKind.of(read).map(kind -> delay(kind).toNanos()).orElse(0L);
    return delay == 0 ? 0 : Math.min(delay, System.nanoTime() - enabledNanos);
  }

  @Override
  public long longestNanos() {
    return delays.values().stream().mapToLong(Duration::toNanos).max().orElse(0);
  }

  @Override
  public void shownStale(Operation read) {
    ReadKind.of(read).map(stale::get).ifPresent(AtomicLong::incrementAndGet);
  }
}
