package io.palimpsest.reembed.intake;

import io.palimpsest.reembed.change.Origin;
import io.palimpsest.reembed.change.Tenants;
import io.palimpsest.reembed.index.Outcome;
import io.palimpsest.reembed.park.ParkingLot;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts to work what was parked for an unknown tenant, as soon as the tenant is known. Looks when a
 * tenant appears and when such a record is parked, for either may come first; and every half minute
 * for whatever neither told.
 */
final class Returns implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Returns.class);
  private static final Duration AT_THE_LATEST = Duration.ofSeconds(30);
  private static final Duration GATHERING = Duration.ofMillis(50);
  private final ParkingLot lot;
  private final Tenants tenants;
  private final Consumer<Origin> replay;
  private final Semaphore news = new Semaphore(1);
  private volatile boolean stopping;

  Returns(ParkingLot lot, Tenants tenants, Consumer<Origin> replay) {
    this.lot = lot;
    this.tenants = tenants;
    this.replay = replay;
  }

  /** A tenant was announced. */
  void tenantsChanged() {
    news.release();
  }

  /** A record was parked. */
  void parked(String reason) {
    if (reason.equals(Outcome.UNKNOWN_TENANT)) {
      news.release();
    }
  }

  @Override
  public void run() {
    while (!stopping) {
      try {
        boolean told = news.tryAcquire(AT_THE_LATEST.toMillis(), TimeUnit.MILLISECONDS);
        LOG.trace("looking for tenants that appeared told={}", told);
        Thread.sleep(GATHERING);
        news.drainPermits();
        look();
      } catch (InterruptedException stop) {
        return;
      } catch (RuntimeException e) {
        LOG.warn("parked records cannot be looked through, trying again", e);
      }
    }
  }

  void stop() {
    stopping = true;
    news.release();
  }

  private void look() {
    List<ParkingLot.Waiting> known =
        lot.waiting(Outcome.UNKNOWN_TENANT).stream()
            .filter(waiting -> tenants.areKnown(waiting.uids()))
            .toList();
    for (ParkingLot.Waiting waiting : known) {
      replay.accept(waiting.origin());
    }
    if (!known.isEmpty()) {
      LOG.info("parked records return count={}", known.size());
    }
  }
}
