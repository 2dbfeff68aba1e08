package io.palimpsest.ingest.app;

import io.palimpsest.ingest.metric.IngestMetrics;
import io.palimpsest.ingest.write.Shelf;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Lets the relays look for announcements that were left over. */
@Singleton
class RelayTimer {
  private static final Logger LOG = Logger.getLogger(RelayTimer.class);

  private final AllShelves shelves;
  private final IngestMetrics metrics;

  RelayTimer(AllShelves shelves, IngestMetrics metrics) {
    this.shelves = shelves;
    this.metrics = metrics;
  }

  @Scheduled(
      every = "${palimpsest.ingest.outbox.relay-every:2s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void run() {
    for (Shelf<?> shelf : shelves.list()) {
      try {
        relay(shelf);
      } catch (RuntimeException later) {
        LOG.warnf("relay did not run cause=%s", later);
      }
    }
  }

  /** Batch after batch, so that what an outage left is not told at the pace of the looks. */
  private void relay(Shelf<?> shelf) {
    int all = 0;
    int count;
    do {
      count = shelf.relay().run().join();
      all += count;
      metrics.relayed(shelf.store().kind().collection(), count);
    } while (count > 0);
    if (all > 0) {
      LOG.infof("announcements relayed count=%d", all);
    }
  }
}
