package io.palimpsest.reembed.embed;

import io.palimpsest.reembed.change.Lane;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets few through at once. Of those who wait, the most urgent lane goes first; inside a lane the
 * tenant whose last turn is longest ago; of one tenant whoever came first. So a tenant with a
 * thousand calls waiting costs another one a single call. Thread-safe.
 */
final class FairGate {
  private static final int REMEMBERED_TENANTS = 10_000;

  private record Waiter(Lane lane, UUID tenant, long arrival, Condition turn) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final List<Waiter> waiting = new ArrayList<>();
  private final Map<UUID, Long> lastTurn =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Long> eldest) {
          return size() > REMEMBERED_TENANTS;
        }
      };
  private int free;
  private long clock;

  /**
   * @param permits how many may be inside at once
   */
  public FairGate(int permits) {
    this.free = permits;
  }

  /** A stay inside; to be closed by who entered. */
  @FunctionalInterface
  public interface Pass extends AutoCloseable {
    @Override
    void close();
  }

  /** Waits for a turn. */
  public Pass enter(Lane lane, UUID tenant) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (free > 0 && waiting.isEmpty()) {
        admit(tenant);
      } else {
        await(new Waiter(lane, tenant, clock++, lock.newCondition()));
      }
      return this::leave;
    } finally {
      lock.unlock();
    }
  }

  /** How many wait now. */
  public int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  private void await(Waiter waiter) throws InterruptedException {
    waiting.add(waiter);
    try {
      while (waiting.contains(waiter)) {
        waiter.turn().await();
      }
    } catch (InterruptedException e) {
      if (!waiting.remove(waiter)) {
        free++;
        wakeNext();
      }
      throw e;
    }
  }

  private void leave() {
    lock.lock();
    try {
      free++;
      wakeNext();
    } finally {
      lock.unlock();
    }
  }

  private void wakeNext() {
    waiting.stream()
        .min(
            Comparator.comparing(Waiter::lane)
                .thenComparing(waiter -> lastTurn.getOrDefault(waiter.tenant(), -1L))
                .thenComparing(Waiter::arrival))
        .ifPresent(
            next -> {
              waiting.remove(next);
              admit(next.tenant());
              next.turn().signal();
            });
  }

  private void admit(UUID tenant) {
    free--;
    lastTurn.put(tenant, clock++);
  }
}
