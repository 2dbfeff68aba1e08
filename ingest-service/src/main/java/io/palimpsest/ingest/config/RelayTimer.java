package io.palimpsest.ingest.config;

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
        int count = shelf.relay().run().join();
        if (count > 0) {
          metrics.relayed(shelf.store().kind().collection(), count);
          LOG.infof("announcements relayed count=%d", count);
        }
      } catch (RuntimeException later) {
        LOG.warnf("relay did not run cause=%s", later);
      }
    }
  }
}
