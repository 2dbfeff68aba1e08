package io.palimpsest.ingest.app;

import io.palimpsest.ingest.inbox.Submissions;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.SignedRecord;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;

/** Tells the log of submissions that were given up, soon and until it is there. */
@Singleton
class DropTimer {
  private final Submissions submissions;
  private final EventPublisher publisher;

  DropTimer(Submissions submissions, EventPublisher publisher) {
    this.submissions = submissions;
    this.publisher = publisher;
  }

  @Scheduled(
      every = "${palimpsest.ingest.dropped.tell:1s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void tell() {
    for (SignedRecord told : submissions.unsaid()) {
      told.take(publisher);
      submissions.said(told);
    }
  }
}
