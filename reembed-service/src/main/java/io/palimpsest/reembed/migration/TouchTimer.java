package io.palimpsest.reembed.migration;

import io.palimpsest.jobs.JobRunner;
import io.palimpsest.jobs.Jobs;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Asks for the move of twins that were touched, while a plan says that they are moved so. */
@ApplicationScoped
class TouchTimer {
  private final Touched touched;
  private final TouchJob touching;
  private final Jobs jobs;
  private final JobRunner runner;

  TouchTimer(Touched touched, TouchJob touching, Jobs jobs, JobRunner runner) {
    this.touched = touched;
    this.touching = touching;
    this.jobs = jobs;
    this.runner = runner;
  }

  @Scheduled(
      every = "{palimpsest.routes.tell}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    touched
        .plan()
        .filter(plan -> touched.next().isPresent())
        .flatMap(
            plan -> jobs.ask(touching, Map.of(MoveJob.PLAN, plan.hash(), MoveJob.BY, plan.by()), 0))
        .ifPresent(job -> runner.wake());
  }
}
