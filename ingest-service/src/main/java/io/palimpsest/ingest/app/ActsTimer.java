package io.palimpsest.ingest.app;

import io.palimpsest.jobs.act.Acts;
import io.palimpsest.jobs.act.Intake;
import io.palimpsest.messaging.EventPublisher;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;

/** Tells the log of migrations, soon and until it is there. */
@Singleton
class ActsTimer {
  private final Acts acts;
  private final Intake intake;

  ActsTimer(Acts acts, EventPublisher publisher) {
    this.acts = acts;
    this.intake = Intake.of(publisher);
  }

  @Scheduled(
      every = "{palimpsest.acts.tell}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void tell() {
    acts.tell(intake);
  }
}
