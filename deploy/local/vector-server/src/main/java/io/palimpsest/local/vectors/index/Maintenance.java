package io.palimpsest.local.vectors.index;

import io.palimpsest.local.vectors.log.WriteLog;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Work in the background: commits what the log alone holds, so that the log stays short; deletes
 * the files of dropped namespaces; rewrites segments that hold deleted records; closes namespaces
 * that nobody uses.
 */
final class Maintenance implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Maintenance.class);
  private static final long LONGEST_PERIOD_MILLIS = 250;

  private final Catalog catalog;
  private final WriteLog log;
  private final IndexSettings settings;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("maintenance").daemon().factory());
  private long lastCheckpointNanos = System.nanoTime();

  Maintenance(Catalog catalog, WriteLog log, IndexSettings settings) {
    this.catalog = catalog;
    this.log = log;
    this.settings = settings;
  }

  void start() {
    long period = Math.clamp(settings.checkpointEvery().toMillis(), 1, LONGEST_PERIOD_MILLIS);
    timer.scheduleWithFixedDelay(this::runOnce, period, period, TimeUnit.MILLISECONDS);
  }

  /** Commits every namespace that is behind the log, then drops the log up to there. */
  void checkpoint() throws IOException {
    long keep = log.roll();
    for (Namespace namespace : catalog.all()) {
      namespace.commitIfBehind();
    }
    // Every drop that the old files speak of has ended by now: it held its namespace's lock.
    catalog.deleteDeparted();
    log.deleteBefore(keep);
    lastCheckpointNanos = System.nanoTime();
  }

  @Override
  public void close() {
    timer.shutdown();
    try {
      if (!timer.awaitTermination(30, TimeUnit.SECONDS)) {
        LOG.warn("maintenance did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void runOnce() {
    try {
      if (log.bytesInSegment() > settings.logBytes() || isCheckpointDue()) {
        checkpoint();
      }
      catalog.deleteDeparted();
      purgeQuiet();
      closeUnused();
      catalog.forgetDeparted();
    } catch (IOException | RuntimeException e) {
      LOG.error("maintenance failed and is tried again", e);
    }
  }

  private boolean isCheckpointDue() {
    return log.bytesInSegment() > 0 && olderThan(lastCheckpointNanos, settings.checkpointEvery());
  }

  private void purgeQuiet() throws IOException {
    for (Namespace namespace : catalog.open()) {
      namespace.purgeIfQuiet(settings.checkpointEvery().toNanos());
    }
  }

  private void closeUnused() throws IOException {
    List<Namespace> open =
        catalog.open().stream().sorted(Comparator.comparingLong(Namespace::lastUsedNanos)).toList();
    int surplus = open.size() - settings.openNamespaces();
    for (Namespace namespace : open) {
      boolean idle = olderThan(namespace.lastUsedNanos(), settings.closeAfter());
      if ((surplus > 0 || idle) && namespace.closeIfUnused()) {
        surplus--;
      }
    }
  }

  private static boolean olderThan(long nanos, Duration age) {
    return System.nanoTime() - nanos > age.toNanos();
  }
}
