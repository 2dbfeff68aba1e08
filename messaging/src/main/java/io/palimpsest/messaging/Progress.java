package io.palimpsest.messaging;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * How far a topic has been applied, and who waits for more. Counts in positions, not in records:
 * control records and compacted ones are never seen, yet lie before the end.
 */
final class Progress {
  private record Waiter(Map<Integer, Long> ends, CompletableFuture<Long> reached) {}

  private final String topic;
  private final Map<Integer, Long> positions = new HashMap<>();
  private final List<Waiter> waiters = new ArrayList<>();
  private @Nullable Throwable fault;

  Progress(String topic) {
    this.topic = topic;
  }

  /** Everything before these positions has been applied. */
  void advance(Map<Integer, Long> applied) {
    List<Waiter> arrived = new ArrayList<>();
    synchronized (this) {
      positions.putAll(applied);
      for (Iterator<Waiter> all = waiters.iterator(); all.hasNext(); ) {
        Waiter waiter = all.next();
        if (covers(waiter.ends())) {
          arrived.add(waiter);
          all.remove();
        }
      }
    }
    arrived.forEach(waiter -> waiter.reached().complete(last(waiter.ends())));
  }

  /** Completes once everything before the ends has been applied. */
  CompletableFuture<Long> reach(Map<Integer, Long> ends) {
    synchronized (this) {
      if (fault != null) {
        return CompletableFuture.failedFuture(new EndNotReachedException(topic, fault));
      }
      if (!covers(ends)) {
        CompletableFuture<Long> reached = new CompletableFuture<>();
        waiters.add(new Waiter(ends, reached));
        return reached;
      }
    }
    return CompletableFuture.completedFuture(last(ends));
  }

  /** Nothing will be applied any more; the first reason counts. */
  void fail(Throwable reason) {
    List<Waiter> disappointed;
    synchronized (this) {
      if (fault == null) {
        fault = reason;
      }
      disappointed = List.copyOf(waiters);
      waiters.clear();
    }
    EndNotReachedException exception = new EndNotReachedException(topic, reason);
    disappointed.forEach(waiter -> waiter.reached().completeExceptionally(exception));
  }

  /** Why nothing is applied any more, or empty while all is well. */
  synchronized Optional<Throwable> failure() {
    return Optional.ofNullable(fault);
  }

  /** The positions now. */
  synchronized Map<Integer, Long> positions() {
    return Map.copyOf(positions);
  }

  private boolean covers(Map<Integer, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> positions.getOrDefault(end.getKey(), -1L) >= end.getValue());
  }

  private static long last(Map<Integer, Long> ends) {
    return ends.values().stream().mapToLong(Long::longValue).max().orElse(0) - 1;
  }
}
