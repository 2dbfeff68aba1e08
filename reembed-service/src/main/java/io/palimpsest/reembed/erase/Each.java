package io.palimpsest.reembed.erase;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The same for each of many, some at a time. */
final class Each {
  private static final int AT_ONCE = 16;

  private Each() {}

  /** What is done for one; may throw. */
  interface Action<T> {
    /** Does it, and returns what it counted. */
    long count(T item) throws InterruptedException;
  }

  /** Returns the sum when all have ended, and throws what one of them threw. */
  static <T> long sum(Collection<T> items, Action<T> action) throws InterruptedException {
    long sum = 0;
    @Nullable ExecutionException failure = null;
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      List<Future<Long>> running = new ArrayList<>();
      items.forEach(item -> running.add(threads.submit(() -> action.count(item))));
      for (Future<Long> one : running) {
        try {
          sum += one.get();
        } catch (ExecutionException e) {
          failure = e;
        }
      }
    }
    if (failure != null && failure.getCause() instanceof RuntimeException cause) {
      throw cause;
    }
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
    return sum;
  }
}
