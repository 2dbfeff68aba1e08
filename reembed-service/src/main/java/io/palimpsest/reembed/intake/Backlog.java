package io.palimpsest.reembed.intake;

import io.palimpsest.reembed.change.Lane;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Work that waits, and work that is being done. An entity is never done twice at once; while it
 * waits only its newest revision counts. Batches are filled lane by lane, one piece of each tenant
 * in turn, and no tenant has more batches under way than its share. Thread-safe.
 *
 * @param <E> what waits
 */
final class Backlog<E extends Backlog.Entry<E>> {
  /**
   * Something that waits.
   *
   * @param <E> itself
   */
  public interface Entry<E> {
    /** Entity that it works on. */
    UUID entity();

    /** Tenant whose turn it takes. */
    UUID tenant();

    /** How urgent it is. */
    Lane lane();

    /** About how many tokens it takes. */
    int cost();

    /** About how many chunks it has. */
    int chunks();

    /** Bytes that are held for it. */
    long bytes();

    /** Of two entries for one entity the one to be done; it answers for both. */
    E merge(E other);
  }

  private record Delayed<E>(E entry, long due, long order) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Lane, Map<UUID, Deque<UUID>>> turns = new EnumMap<>(Lane.class);
  private final Map<UUID, E> waiting = new HashMap<>();
  private final Map<UUID, E> running = new HashMap<>();
  private final Map<UUID, Integer> batches = new HashMap<>();
  private final Map<UUID, Long> chunks = new HashMap<>();
  private final PriorityQueue<Delayed<E>> delayed =
      new PriorityQueue<>(
          (one, other) ->
              one.due() == other.due()
                  ? Long.compare(one.order(), other.order())
                  : Long.signum(one.due() - other.due()));
  private final int share;
  private long order;
  private boolean closed;

  /**
   * @param share most batches of one tenant under way
   */
  public Backlog(int share) {
    this.share = share;
  }

  /** Adds an entry, or merges it into the one that waits for the same entity. */
  public void offer(E entry) {
    locked(() -> add(entry));
  }

  /** Adds entries again after a pause: nothing was wrong with them. */
  public void later(List<E> entries, Duration pause) {
    long due = System.nanoTime() + pause.toNanos();
    locked(() -> entries.forEach(entry -> delayed.add(new Delayed<>(entry, due, order++))));
  }

  /**
   * Takes a batch; waits for the first entry. What is taken is under way until {@link #done}.
   *
   * @param budget cost that fills a batch; a single entry may exceed it
   * @return empty when the time is over or the backlog was closed
   */
  public List<E> take(int budget, Duration timeout) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = timeout.toNanos();
      while (!closed && left > 0) {
        wakeDelayed();
        List<E> batch = fill(budget);
        if (!batch.isEmpty()) {
          start(batch);
          return batch;
        }
        left -= pause(left);
      }
      return List.of();
    } finally {
      lock.unlock();
    }
  }

  /** Says that a batch is over; its entities may be taken again. */
  public void done(List<E> batch) {
    locked(
        () -> {
          Set<UUID> tenants = new HashSet<>();
          for (E entry : batch) {
            running.remove(entry.entity());
            tenants.add(entry.tenant());
          }
          tenants.forEach(
              tenant -> batches.computeIfPresent(tenant, (t, n) -> n == 1 ? null : n - 1));
        });
  }

  /** Takes entries out that wait or are delayed. */
  public List<E> remove(Predicate<E> which) {
    lock.lock();
    try {
      List<E> removed = new ArrayList<>();
      waiting.values().stream().filter(which).forEach(removed::add);
      removed.forEach(this::unqueue);
      delayed.stream().map(Delayed::entry).filter(which).forEach(removed::add);
      delayed.removeIf(late -> which.test(late.entry()));
      return removed;
    } finally {
      lock.unlock();
    }
  }

  /** Chunks that wait for a tenant, the delayed left out. */
  public long waiting(UUID tenant) {
    lock.lock();
    try {
      return chunks.getOrDefault(tenant, 0L);
    } finally {
      lock.unlock();
    }
  }

  /** Entries that wait, are delayed or are being done. */
  public int size() {
    lock.lock();
    try {
      return waiting.size() + delayed.size() + running.size();
    } finally {
      lock.unlock();
    }
  }

  /** Bytes of all that waits, is delayed or is being done. */
  public long bytes() {
    lock.lock();
    try {
      return Stream.of(
              waiting.values().stream(),
              delayed.stream().map(Delayed::entry),
              running.values().stream())
          .flatMap(entries -> entries)
          .mapToLong(Entry::bytes)
          .sum();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until fewer bytes are held, or for so long, or until it was closed. */
  public void awaitRoom(long bytes, Duration longest) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = longest.toNanos();
      while (!closed && left > 0 && bytes() >= bytes) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether nothing is handed out any more. */
  public boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** Nothing is handed out any more. */
  public void close() {
    locked(() -> closed = true);
  }

  private void add(E entry) {
    @Nullable E known = waiting.get(entry.entity());
    if (known == null) {
      waiting.put(entry.entity(), entry);
      tenantsOf(entry.lane())
          .computeIfAbsent(entry.tenant(), tenant -> new ArrayDeque<>())
          .add(entry.entity());
      chunks.merge(entry.tenant(), (long) entry.chunks(), Long::sum);
    } else {
      E merged = known.merge(entry);
      if (merged.lane() == known.lane()) {
        waiting.put(entry.entity(), merged);
        chunks.merge(entry.tenant(), (long) merged.chunks() - known.chunks(), Long::sum);
      } else {
        unqueue(known);
        add(merged);
      }
    }
  }

  private List<E> fill(int budget) {
    for (Lane lane : Lane.values()) {
      List<E> batch = fill(tenantsOf(lane), budget);
      if (!batch.isEmpty()) {
        return batch;
      }
    }
    return List.of();
  }

  private Map<UUID, Deque<UUID>> tenantsOf(Lane lane) {
    return turns.computeIfAbsent(lane, l -> new LinkedHashMap<>());
  }

  /** Goes round the tenants, one entry of each, until the batch is full or nobody has one. */
  private List<E> fill(Map<UUID, Deque<UUID>> tenants, int budget) {
    List<E> batch = new ArrayList<>();
    long cost = 0;
    boolean any = true;
    while (any) {
      any = false;
      for (UUID tenant : List.copyOf(tenants.keySet())) {
        @Nullable E next = batches.getOrDefault(tenant, 0) < share ? peek(tenants, tenant) : null;
        if (next == null || (!batch.isEmpty() && cost + next.cost() > budget)) {
          continue;
        }
        unqueue(next);
        rotate(tenants, tenant);
        batch.add(next);
        cost += next.cost();
        any = true;
      }
    }
    return batch;
  }

  private @Nullable E peek(Map<UUID, Deque<UUID>> tenants, UUID tenant) {
    Deque<UUID> queue = tenants.getOrDefault(tenant, new ArrayDeque<>());
    for (UUID entity : queue) {
      if (!running.containsKey(entity)) {
        return waiting.get(entity);
      }
    }
    return null;
  }

  private static void rotate(Map<UUID, Deque<UUID>> tenants, UUID tenant) {
    @Nullable Deque<UUID> queue = tenants.remove(tenant);
    if (queue != null) {
      tenants.put(tenant, queue);
    }
  }

  private void unqueue(E entry) {
    waiting.remove(entry.entity());
    for (Map<UUID, Deque<UUID>> tenants : turns.values()) {
      tenants.computeIfPresent(
          entry.tenant(),
          (tenant, queue) -> {
            queue.remove(entry.entity());
            return queue.isEmpty() ? null : queue;
          });
    }
    chunks.computeIfPresent(
        entry.tenant(), (tenant, count) -> count <= entry.chunks() ? null : count - entry.chunks());
  }

  private void start(List<E> batch) {
    Set<UUID> tenants = new HashSet<>();
    for (E entry : batch) {
      running.put(entry.entity(), entry);
      tenants.add(entry.tenant());
    }
    tenants.forEach(tenant -> batches.merge(tenant, 1, Integer::sum));
  }

  private void wakeDelayed() {
    while (!delayed.isEmpty() && delayed.peek().due() - System.nanoTime() <= 0) {
      add(delayed.remove().entry());
    }
  }

  /** Waits for a change or the next delayed entry; returns the time that went by. */
  private long pause(long left) throws InterruptedException {
    long start = System.nanoTime();
    long due = delayed.isEmpty() ? left : delayed.peek().due() - start;
    boolean signalled = changed.await(Math.max(1, Math.min(left, due)), TimeUnit.NANOSECONDS);
    return signalled ? Math.max(1, System.nanoTime() - start) : System.nanoTime() - start;
  }

  private void locked(Runnable action) {
    lock.lock();
    try {
      action.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
