package io.palimpsest.erasure.saga;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Tells threads of this instance that a request was changed. Never a substitute for reading it. */
public final class Changes {
  private final Map<UUID, Set<Subscription>> subscriptions = new ConcurrentHashMap<>();
  private final CopyOnWriteArrayList<Consumer<UUID>> listeners = new CopyOnWriteArrayList<>();

  /** Wakes everybody who follows the request. */
  public void signal(UUID id) {
    signal(id, any -> true);
  }

  private void signal(UUID id, Predicate<Subscription> which) {
    subscriptions.getOrDefault(id, Set.of()).stream()
        .filter(which)
        .forEach(subscription -> subscription.signals.release());
    listeners.forEach(listener -> listener.accept(id));
  }

  /** Calls the listener, which must not block, on every change. */
  void onAny(Consumer<UUID> listener) {
    listeners.add(listener);
  }

  /** Follows one request from now on. */
  public Subscription follow(UUID id) {
    Subscription subscription = new Subscription(id);
    subscriptions.compute(
        id,
        (key, present) -> {
          Set<Subscription> set = present == null ? ConcurrentHashMap.newKeySet() : present;
          set.add(subscription);
          return set;
        });
    return subscription;
  }

  /** One follower. Subscribe first, then read, then wait: so no change is missed. */
  public final class Subscription implements AutoCloseable {
    private final UUID id;
    private final Semaphore signals = new Semaphore(0);

    private Subscription(UUID id) {
      this.id = id;
    }

    /** Wakes everybody else who follows the request: this follower knows. */
    void signalOthers() {
      Changes.this.signal(id, other -> other != this);
    }

    /** Forgets the changes signalled so far. To be called right before the request is read. */
    public void rest() {
      signals.drainPermits();
    }

    /**
     * Waits for a change since {@link #rest}.
     *
     * @return false when the time was over before
     */
    public boolean await(Duration atMost) throws InterruptedException {
      return signals.tryAcquire(Math.max(1, atMost.toMillis()), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
      subscriptions.computeIfPresent(
          id,
          (key, set) -> {
            set.remove(this);
            return set.isEmpty() ? null : set;
          });
    }
  }
}
