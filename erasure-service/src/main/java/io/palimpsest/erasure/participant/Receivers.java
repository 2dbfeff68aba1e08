package io.palimpsest.erasure.participant;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A queue and a thread for each host that is called: calls to one host keep their order, and a slow
 * host holds up nobody else. There are no more hosts than the configuration names. Thread-safe.
 */
@ApplicationScoped
class Receivers {
  private static final long IDLE_SECONDS = 30;

  private final int queue;
  private final Map<String, ThreadPoolExecutor> threads = new ConcurrentHashMap<>();

  Receivers(CallbackSettings settings) {
    this.queue = settings.queue();
  }

  /** Puts a call behind the others to this host; false when as many as may be wait already. */
  boolean hand(String host, Runnable call) {
    try {
      threads.computeIfAbsent(host, this::thread).execute(call);
      return true;
    } catch (RejectedExecutionException full) {
      return false;
    }
  }

  private ThreadPoolExecutor thread(String host) {
    ThreadPoolExecutor thread =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queue),
            Thread.ofVirtual().name("callback-" + host).factory());
    thread.allowCoreThreadTimeOut(true);
    return thread;
  }

  @PreDestroy
  void close() {
    threads.values().forEach(ThreadPoolExecutor::shutdownNow);
  }
}
