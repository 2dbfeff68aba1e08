package io.palimpsest.reembed.index;

import io.palimpsest.fencing.Work;
import io.palimpsest.reembed.ledger.RowKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One sender for each namespace of a round, all at once. */
final class Senders implements AutoCloseable {
  private final StoreSender sender;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("store-", 0).factory());

  Senders(StoreSender sender) {
    this.sender = sender;
  }

  Map<RowKey, Sending> send(List<Slice> slices, Work work) throws InterruptedException {
    Map<String, List<Slice>> byNamespace =
        slices.stream().collect(Collectors.groupingBy(slice -> slice.handle().namespace().name()));
    Map<RowKey, Sending> outcomes = new ConcurrentHashMap<>();
    List<Future<?>> running = new ArrayList<>();
    for (List<Slice> group : byNamespace.values()) {
      running.add(
          threads.submit(
              () -> {
                outcomes.putAll(sender.send(group, work));
                return null;
              }));
    }
    awaitAll(running);
    return outcomes;
  }

  /** Waits for all, whatever becomes of one: a call must not outlive its work. */
  private static void awaitAll(List<Future<?>> running) throws InterruptedException {
    @Nullable ExecutionException failed = null;
    for (Future<?> one : running) {
      try {
        one.get();
      } catch (ExecutionException e) {
        failed = e;
      }
    }
    if (failed != null) {
      throw new IllegalStateException("sending to the store failed", failed.getCause());
    }
  }

  @Override
  public void close() {
    threads.close();
  }
}
