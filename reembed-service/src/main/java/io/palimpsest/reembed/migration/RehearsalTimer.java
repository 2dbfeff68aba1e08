package io.palimpsest.reembed.migration;

import io.palimpsest.jobs.Jobs;
import io.palimpsest.jobs.State;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/** Removes what rehearsals have left that were stopped or have failed. */
@ApplicationScoped
class RehearsalTimer {
  /** A rehearsal is kept before its job is asked for. */
  private static final Duration BEGINNING = Duration.ofMinutes(1);

  private static final Set<State> UNDER_WAY = Set.of(State.WAITING, State.RUNNING, State.PAUSED);
  private static final int MOST = 1000;
  private final Scratch scratch;
  private final Jobs jobs;

  RehearsalTimer(MigrationBeans.Rehearsed rehearsed, Jobs jobs) {
    this.scratch = rehearsed.scratch();
    this.jobs = jobs;
  }

  @Scheduled(
      every = "{palimpsest.routes.tell}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() throws InterruptedException {
    boolean underWay =
        jobs.list(UNDER_WAY, MOST).stream().anyMatch(job -> job.kind().equals(RehearseJob.NAME));
    if (!underWay) {
      scratch.sweep(Clock.systemUTC().instant().minus(BEGINNING));
    }
  }
}
