package io.palimpsest.reembed.find;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Asks namespaces side by side, each with a deadline of its own. */
public final class FanOut implements AutoCloseable {
  private final NamespaceSearch search;
  private final Ticker ticker;
  private final Duration perNamespace;
  private final int parallel;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * @param search asks one
   * @param ticker clock of deadlines
   * @param perNamespace longest time of one namespace, counted from when it is asked
   * @param parallel namespaces of one search that are asked at once
   */
  public FanOut(NamespaceSearch search, Ticker ticker, Duration perNamespace, int parallel) {
    this.search = search;
    this.ticker = ticker;
    this.perNamespace = perNamespace;
    this.parallel = parallel;
  }

  /** One outcome for each place, in their order. */
  public List<Reply> ask(FilledIndex target, List<Place> places, Ask ask) {
    if (places.size() == 1) {
      return List.of(one(target, places.getFirst(), ask));
    }
    Semaphore permits = new Semaphore(parallel);
    List<CompletableFuture<Reply>> running = new ArrayList<>(places.size());
    for (Place place : places) {
      permits.acquireUninterruptibly();
      running.add(
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return one(target, place, ask);
                } finally {
                  permits.release();
                }
              },
              threads));
    }
    return running.stream().map(CompletableFuture::join).toList();
  }

  @Override
  public void close() {
    threads.close();
  }

  private Reply one(FilledIndex target, Place place, Ask ask) {
    return search.ask(target, place, ask, Deadline.after(ticker, perNamespace));
  }
}
