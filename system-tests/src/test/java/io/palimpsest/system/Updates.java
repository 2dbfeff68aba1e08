package io.palimpsest.system;

import io.palimpsest.client.PalimpsestClient;
import io.palimpsest.client.ProblemException;
import io.palimpsest.client.Source;
import io.palimpsest.client.Written;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** An application that goes on writing to all twins of a creator, whatever it is answered. */
final class Updates {
  private static final int CLIENT_ERROR = 400;
  private static final int SERVER_ERROR = 500;

  private final PalimpsestClient client;
  private final String creator;
  private final List<String> twins;
  private final String source;
  private final Map<String, Written> latest = new ConcurrentHashMap<>();
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final Thread thread;
  private volatile boolean stopped;

  Updates(PalimpsestClient client, String creator, List<String> twins, String source) {
    this.client = client;
    this.creator = creator;
    this.twins = twins;
    this.source = source;
    this.thread = Thread.ofPlatform().daemon().name(source).unstarted(this::run);
  }

  Updates start() {
    thread.start();
    return this;
  }

  void stop() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  long accepted() {
    return accepted.get();
  }

  /** The last answer that accepted an update, by twin. */
  Map<String, Written> latest() {
    return Map.copyOf(latest);
  }

  /** Answers that refused the update for good. */
  long refused() {
    return refused.get();
  }

  /** Answers that were neither. */
  long failed() {
    return failed.get();
  }

  private void run() {
    for (int n = 0; !stopped; n++) {
      String text = "Update %d of %s: the caravan moved on.".formatted(n, source);
      update(twins.get(n % twins.size()), text);
    }
  }

  private void update(String twin, String text) {
    try {
      latest.put(
          twin, client.submitSource(creator, twin, source, Source.text(source, text)).join());
      accepted.incrementAndGet();
    } catch (CompletionException answer) {
      boolean definite =
          answer.getCause() instanceof ProblemException problem
              && problem.problem().status() >= CLIENT_ERROR
              && problem.problem().status() < SERVER_ERROR;
      (definite ? refused : failed).incrementAndGet();
    }
  }
}
