package io.palimpsest.erasure.saga;

import io.palimpsest.erasure.model.Requests;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives due requests to drives, those with the earliest legal deadline first. However many are
 * queued, it holds no more than a page of ids and the requests in work. Its end is that of the
 * steps under way; what was not finished is due at once, for another instance.
 */
final class Dispatcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Duration STOPPING = Duration.ofSeconds(3);

  private final Drive.Parts parts;
  private final ExecutorService executor;
  private final Semaphore places;
  private final Semaphore signals = new Semaphore(0);
  private final Map<UUID, Boolean> inWork = new ConcurrentHashMap<>();
  private final Map<UUID, Integer> stumbles = new ConcurrentHashMap<>();
  private final Thread loop;
  private volatile boolean closed;

  Dispatcher(Drive.Parts parts, ExecutorService executor) {
    this.parts = parts;
    this.executor = executor;
    this.places = new Semaphore(parts.settings().concurrency());
    this.loop = Thread.ofPlatform().name("erasure-dispatcher").unstarted(this::loop);
    parts.changes().onAny(this::changed);
  }

  void start() {
    loop.start();
  }

  /** Requests in work in this instance. */
  int inWork() {
    return inWork.size();
  }

  @Override
  public void close() {
    closed = true;
    signals.release();
    if (!parts.gate().passed()) {
      loop.interrupt();
    }
    long end = System.nanoTime() + STOPPING.toNanos();
    try {
      boolean over =
          loop.join(STOPPING)
              && places.tryAcquire(
                  parts.settings().concurrency(), end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (!over) {
        loop.interrupt();
        LOG.warn("requests in work are left to their lease requests={}", inWork());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void changed(UUID id) {
    if (!inWork.containsKey(id)) {
      signals.release();
    }
  }

  private void loop() {
    while (!closed) {
      try {
        parts.gate().await();
        if (!dispatchSafely()
            && signals.tryAcquire(parts.settings().poll().toMillis(), TimeUnit.MILLISECONDS)) {
          signals.drainPermits();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private boolean dispatchSafely() throws InterruptedException {
    try {
      return dispatch();
    } catch (RuntimeException e) {
      LOG.warn("due requests not read", e);
      return false;
    }
  }

  /** Hands out one page. True when there may be more. */
  private boolean dispatch() throws InterruptedException {
    Requests requests = parts.requests();
    int page = 2 * parts.settings().concurrency();
    List<UUID> due = requests.due(parts.clock().instant(), page);
    for (UUID id : due) {
      if (closed) {
        return false;
      }
      places.acquire();
      if (!begin(requests, id)) {
        places.release();
      }
    }
    return due.size() == page;
  }

  private boolean begin(Requests requests, UUID id) {
    Instant now = parts.clock().instant();
    if (inWork.putIfAbsent(id, Boolean.TRUE) != null) {
      return false;
    }
    if (!requests.claim(id, now, now.plus(parts.settings().lease()))) {
      inWork.remove(id);
      return false;
    }
    executor.execute(() -> drive(id));
    return true;
  }

  private void drive(UUID id) {
    try {
      new Drive(parts, id, () -> closed).run();
      stumbles.remove(id);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      stumbled(id, e);
    } finally {
      inWork.remove(id);
      places.release();
      signals.release();
    }
  }

  private void stumbled(UUID id, RuntimeException e) {
    int times = stumbles.merge(id, 1, Integer::sum);
    LOG.warn("step failed request_id={} times={}", id, times, e);
    Duration pause = parts.settings().pause().multipliedBy(1L << Math.min(10, times - 1));
    Instant again =
        parts.clock().instant().plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    try {
      parts
          .requests()
          .find(id)
          .ifPresent(request -> parts.requests().sleep(id, request.version(), again));
    } catch (RuntimeException unreachable) {
      LOG.warn("request left to its lease request_id={}", id, unreachable);
    }
  }
}
