package io.palimpsest.jobs;

import java.time.Duration;

/**
 * Bounds of a runner.
 *
 * @param parallel jobs that one instance runs at once
 * @param lease time without a durable beat after which a runner lets go
 * @param look time between two looks for jobs
 */
public record RunnerRules(int parallel, Duration lease, Duration look) {
  /** Refuses a runner that runs nothing. */
  public RunnerRules {
    if (parallel < 1) {
      throw new IllegalArgumentException("a runner runs at least one job");
    }
  }
}
