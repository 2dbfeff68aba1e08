package io.palimpsest.ingest.app;

import io.palimpsest.ingest.source.ContentSweep;
import io.palimpsest.ingest.source.SealSweep;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Lets contents that nobody uses go, and seals what was stored plain. */
@Singleton
class Sweeper {
  private static final Logger LOG = Logger.getLogger(Sweeper.class);

  private final ContentSweep unused;
  private final SealSweep plain;
  private final boolean sealing;

  Sweeper(ContentSweep unused, SealSweep plain, IngestConfig config) {
    this.unused = unused;
    this.plain = plain;
    this.sealing = config.sealing().enabled();
  }

  @Scheduled(
      every = "1h",
      delayed = "10m",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void removeUnused() {
    long removed = unused.run();
    LOG.debugf("unused contents removed count=%d", removed);
  }

  /** Soon after a start, which may be that of a new release, and once a day after it. */
  @Scheduled(
      every = "24h",
      delayed = "${palimpsest.ingest.sealing.seal-plain-after:1m}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void sealPlain() {
    if (sealing) {
      LOG.infof("plain states sealed count=%d", plain.run());
    }
  }
}
