package io.palimpsest.reembed.search.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * Offers calls at a fixed rate, whether or not the ones before have ended; a call's time counts
 * from when it was due, so that waiting is not hidden.
 */
final class OpenLoop {
  private final int perSecond;
  private final int connections;

  OpenLoop(int perSecond, int connections) {
    this.perSecond = perSecond;
    this.connections = connections;
  }

  Latencies run(int calls, Runnable call) {
    Semaphore free = new Semaphore(connections);
    long gap = Duration.ofSeconds(1).toNanos() / perSecond;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long begin = System.nanoTime();
      List<CompletableFuture<Long>> running = new ArrayList<>(calls);
      for (int at = 0; at < calls; at++) {
        long due = begin + at * gap;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        running.add(CompletableFuture.supplyAsync(() -> timed(due, free, call), threads));
      }
      return new Latencies(running.stream().map(CompletableFuture::join).sorted().toList());
    }
  }

  private static long timed(long due, Semaphore free, Runnable call) {
    free.acquireUninterruptibly();
    try {
      call.run();
      return System.nanoTime() - due;
    } finally {
      free.release();
    }
  }

  /**
   * Times of calls.
   *
   * @param sorted nanoseconds, rising
   */
  record Latencies(List<Long> sorted) {
    double milliseconds(double quantile) {
      int at = (int) Math.ceil(quantile * sorted.size()) - 1;
      return sorted.get(Math.max(0, at)) / 1e6;
    }

    @Override
    public String toString() {
      return "n=%d p50=%.2f ms p95=%.2f ms p99=%.2f ms"
          .formatted(sorted.size(), milliseconds(0.5), milliseconds(0.95), milliseconds(0.99));
    }
  }
}
