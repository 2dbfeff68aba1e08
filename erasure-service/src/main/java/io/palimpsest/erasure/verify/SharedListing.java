package io.palimpsest.erasure.verify;

import io.palimpsest.fencing.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One listing at a time, for all that wait for one. Whoever asks gets the first listing that begins
 * later than the asking by the store's visibility bound: what was written before is in it. A
 * listing that fails fails all that wait for it. Thread-safe.
 */
final class SharedListing {
  private final Supplier<List<String>> lister;
  private final Duration visibility;
  private final Ticker ticker;
  private final Executor executor;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private boolean working;

  private record Waiting(long notBefore, CompletableFuture<List<String>> names) {}

  SharedListing(
      Supplier<List<String>> lister, Duration visibility, Ticker ticker, Executor executor) {
    this.lister = lister;
    this.visibility = visibility;
    this.ticker = ticker;
    this.executor = executor;
  }

  /** Asks now; completes with the names of a listing that began late enough. */
  synchronized CompletableFuture<List<String>> ask() {
    CompletableFuture<List<String>> names = new CompletableFuture<>();
    waiting.add(new Waiting(ticker.nanos() + visibility.toNanos(), names));
    if (!working) {
      working = true;
      executor.execute(this::work);
    }
    return names;
  }

  private void work() {
    try {
      for (List<Waiting> round = next(); !round.isEmpty(); round = next()) {
        serve(round);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      abandon(e);
    }
  }

  private void serve(List<Waiting> round) {
    try {
      List<String> names = lister.get();
      round.forEach(one -> one.names().complete(names));
    } catch (RuntimeException e) {
      round.forEach(one -> one.names().completeExceptionally(e));
    }
  }

  /** Those whose time has come, at least one; empty when nobody waits any more. */
  private List<Waiting> next() throws InterruptedException {
    long first = first();
    pause(first - ticker.nanos());
    return due(ticker.nanos());
  }

  private synchronized long first() {
    return waiting.isEmpty() ? ticker.nanos() : waiting.getFirst().notBefore();
  }

  private synchronized List<Waiting> due(long now) {
    List<Waiting> due = new ArrayList<>();
    while (!waiting.isEmpty() && waiting.getFirst().notBefore() - now <= 0) {
      due.add(waiting.removeFirst());
    }
    if (due.isEmpty() && waiting.isEmpty()) {
      working = false;
    }
    return due;
  }

  private synchronized void abandon(InterruptedException e) {
    waiting.forEach(one -> one.names().completeExceptionally(e));
    waiting.clear();
    working = false;
  }

  /** A pause that the store's visibility asks for. */
  private static void pause(long nanos) throws InterruptedException {
    if (new CountDownLatch(1).await(Math.max(0, nanos), TimeUnit.NANOSECONDS)) {
      throw new IllegalStateException("nobody counts it down");
    }
  }
}
