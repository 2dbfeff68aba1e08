package io.palimpsest.jobs;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts to a number, and who counts at the same time. */
final class Counting implements JobKind {
  static final RunnerRules RULES =
      new RunnerRules(2, Duration.ofSeconds(2), Duration.ofMillis(100));
  final AtomicInteger laps = new AtomicInteger();
  final AtomicInteger failing = new AtomicInteger();
  final AtomicInteger failed = new AtomicInteger();
  final AtomicInteger overlaps = new AtomicInteger();
  final AtomicInteger most = new AtomicInteger();
  private final Set<UUID> running = ConcurrentHashMap.newKeySet();

  @Override
  public String name() {
    return "counting";
  }

  @Override
  public Map<String, String> parameters(Map<String, String> given) {
    return given;
  }

  @Override
  public String slot(Map<String, String> parameters) {
    return "counting" + parameters.getOrDefault("slot", "");
  }

  @Override
  public Lap lap(Job job, Hold hold) throws InterruptedException {
    String parameter = job.parameters().get("laps");
    if (parameter.equals("hopeless")) {
      throw new JobFailedException("laps.hopeless");
    }
    if (failing.getAndDecrement() > 0) {
      failed.incrementAndGet();
      throw new IllegalStateException("not this time");
    }
    if (!running.add(job.id())) {
      overlaps.incrementAndGet();
    }
    most.accumulateAndGet(running.size(), Math::max);
    hold.pause(Duration.ofMillis(5));
    running.remove(job.id());
    laps.incrementAndGet();
    long at = job.cursor().isEmpty() ? 0 : Long.parseLong(job.cursor());
    long end = Long.parseLong(parameter);
    return new Lap(
        Long.toString(at + 1), 1, OptionalLong.of(end), 1, Map.of("laps", 1L), at + 1 == end);
  }
}
