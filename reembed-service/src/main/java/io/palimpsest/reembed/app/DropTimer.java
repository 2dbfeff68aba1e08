package io.palimpsest.reembed.app;

import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.SignedRecord;
import io.palimpsest.reembed.park.ParkingLot;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells the log of records that were given up, soon and until it is there. */
@ApplicationScoped
class DropTimer {
  private final ParkingLot lot;
  private final EventPublisher publisher;

  DropTimer(ParkingLot lot, EventPublisher publisher) {
    this.lot = lot;
    this.publisher = publisher;
  }

  @Scheduled(
      every = "{palimpsest.routes.tell}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void tell() {
    for (SignedRecord told : lot.unsaid()) {
      told.take(publisher);
      lot.said(told);
    }
  }
}
