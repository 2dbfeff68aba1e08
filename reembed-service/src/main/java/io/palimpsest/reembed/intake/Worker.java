package io.palimpsest.reembed.intake;

import io.palimpsest.messaging.EndNotReachedException;
import io.palimpsest.reembed.change.Tenants;
import io.palimpsest.reembed.index.Batches;
import io.palimpsest.reembed.index.Outcome;
import io.palimpsest.reembed.index.Task;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes batches from the backlog through the pipeline, until that is closed. */
final class Worker implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final Duration IDLE = Duration.ofMillis(500);
  private static final Duration AFTER_ERROR = Duration.ofSeconds(1);
  private static final int MOST_FAILURES = 3;
  private final Backlog<Pending> backlog;
  private final Batches pipeline;
  private final Tenants tenants;
  private final Endings endings;
  private final IntSupplier budget;

  Worker(
      Backlog<Pending> backlog,
      Batches pipeline,
      Tenants tenants,
      Endings endings,
      IntSupplier budget) {
    this.backlog = backlog;
    this.pipeline = pipeline;
    this.tenants = tenants;
    this.endings = endings;
    this.budget = budget;
  }

  @Override
  public void run() {
    try {
      while (!backlog.isClosed()) {
        List<Pending> batch = backlog.take(budget.getAsInt(), IDLE);
        if (!batch.isEmpty()) {
          work(batch);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void work(List<Pending> batch) throws InterruptedException {
    try {
      endings.end(outcomes(batch));
    } catch (RuntimeException | Error e) {
      LOG.error("a batch failed in an unforeseen way size={}", batch.size(), e);
      giveBack(batch, e);
    } finally {
      backlog.done(batch);
    }
  }

  private void giveBack(List<Pending> batch, Throwable error) {
    try {
      endings.end(unforeseen(batch, error));
    } catch (RuntimeException | Error e) {
      LOG.error("a batch could not be ended size={}", batch.size(), e);
      backlog.later(batch, AFTER_ERROR);
    }
  }

  private Map<Pending, Outcome> outcomes(List<Pending> batch) throws InterruptedException {
    Map<Pending, Outcome> outcomes = run(batch);
    List<Pending> strangers =
        batch.stream().filter(pending -> isUnknownTenant(outcomes.get(pending))).toList();
    if (!strangers.isEmpty()) {
      outcomes.putAll(secondLook(strangers));
    }
    return outcomes;
  }

  private Map<Pending, Outcome> run(List<Pending> batch) throws InterruptedException {
    Map<Task, Outcome> byTask = pipeline.run(batch.stream().map(Pending::task).toList());
    Map<Pending, Outcome> outcomes = new HashMap<>();
    for (Pending pending : batch) {
      outcomes.put(
          pending,
          byTask.getOrDefault(
              pending.task(), new Outcome.Later("pipeline.no_outcome", AFTER_ERROR)));
    }
    return outcomes;
  }

  /** The tenant may have been registered just now: its topic is read to its end before anything. */
  private Map<Pending, Outcome> secondLook(List<Pending> strangers) throws InterruptedException {
    try {
      tenants.readToEnd();
      return run(strangers);
    } catch (EndNotReachedException e) {
      Map<Pending, Outcome> later = new HashMap<>();
      strangers.forEach(
          pending -> later.put(pending, new Outcome.Later("broker.tenants", AFTER_ERROR)));
      return later;
    }
  }

  private static boolean isUnknownTenant(@Nullable Outcome outcome) {
    return outcome instanceof Outcome.Parked(String reason)
        && reason.equals(Outcome.UNKNOWN_TENANT);
  }

  /** Nobody suffers for a neighbour: each is tried alone, and parked only for its own failures. */
  private static Map<Pending, Outcome> unforeseen(List<Pending> batch, Throwable error) {
    Map<Pending, Outcome> outcomes = new HashMap<>();
    for (Pending pending : batch) {
      boolean hopeless = batch.size() == 1 && pending.failures() + 1 >= MOST_FAILURES;
      outcomes.put(
          hopeless ? pending : pending.failed(),
          hopeless
              ? new Outcome.Parked("internal." + error.getClass().getSimpleName())
              : new Outcome.Later("internal", AFTER_ERROR));
    }
    return outcomes;
  }
}
