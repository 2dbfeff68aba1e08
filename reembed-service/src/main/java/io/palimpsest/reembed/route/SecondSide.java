package io.palimpsest.reembed.route;

import io.palimpsest.fencing.Ticker;
import io.palimpsest.reembed.index.Batches;
import io.palimpsest.reembed.index.Outcome;
import io.palimpsest.reembed.index.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A target as the one that is written second. What it puts off for a moment is tried again; when it
 * does not answer it is left alone for a while, so that a side that is down costs the other one no
 * time. Never throws for the target's fault. Thread-safe.
 */
final class SecondSide {
  private static final Logger LOG = LoggerFactory.getLogger(SecondSide.class);
  private static final Duration LEAST_PAUSE = Duration.ofMillis(50);

  /** Beginnings of reasons that say nothing of whether the target answers. */
  private static final List<String> NOT_ITS_FAULT =
      List.of("ledger.", "pipeline.", "fence.", "content.", "route.");

  private final Batches target;
  private final SecondRules rules;
  private final Ticker ticker;
  private volatile long restsUntil;

  SecondSide(Batches target, SecondRules rules, Ticker ticker) {
    this.target = target;
    this.rules = rules;
    this.ticker = ticker;
    this.restsUntil = ticker.nanos();
  }

  /** Whether it is left alone now. */
  boolean rests() {
    return ticker.nanos() - restsUntil < 0;
  }

  /** What became of the tasks; those that were not tried are left out. */
  Map<Task, Outcome> run(List<Task> tasks) throws InterruptedException {
    Map<Task, Outcome> outcomes = new HashMap<>();
    long until = ticker.nanos() + rules.patience().toNanos();
    List<Task> left = tasks;
    Duration pause = Duration.ZERO;
    while (!left.isEmpty() && !rests() && ticker.nanos() + pause.toNanos() - until <= 0) {
      Thread.sleep(pause);
      outcomes.putAll(attempt(left));
      left = putOff(left, outcomes);
      pause = pause(left, outcomes);
    }
    return outcomes;
  }

  private Map<Task, Outcome> attempt(List<Task> tasks) throws InterruptedException {
    try {
      Map<Task, Outcome> outcomes = target.run(tasks);
      outcomes.values().stream()
          .filter(SecondSide::saysDown)
          .findFirst()
          .ifPresent(down -> rest(down.toString()));
      return outcomes;
    } catch (RuntimeException e) {
      LOG.warn("the second side failed tasks={}", tasks.size(), e);
      rest(e.getClass().getSimpleName());
      return Map.of();
    }
  }

  private void rest(String why) {
    restsUntil = ticker.nanos() + rules.rest().toNanos();
    LOG.warn("the second side is left alone for {}: {}", rules.rest(), why);
  }

  private static boolean saysDown(Outcome outcome) {
    return outcome instanceof Outcome.Later(String reason, Duration pause)
        && NOT_ITS_FAULT.stream().noneMatch(reason::startsWith);
  }

  private static List<Task> putOff(List<Task> tasks, Map<Task, Outcome> outcomes) {
    List<Task> left = new ArrayList<>();
    for (Task task : tasks) {
      if (outcomes.get(task) instanceof Outcome.Later(String reason, Duration pause)
          && !reason.startsWith("route.")) {
        left.add(task);
      }
    }
    return left;
  }

  /** As long as the longest of them asks. */
  private static Duration pause(List<Task> tasks, Map<Task, Outcome> outcomes) {
    Duration longest = LEAST_PAUSE;
    for (Task task : tasks) {
      if (outcomes.get(task) instanceof Outcome.Later(String reason, Duration pause)
          && pause.compareTo(longest) > 0) {
        longest = pause;
      }
    }
    return longest;
  }
}
