package io.palimpsest.erasure.export;

import io.palimpsest.erasure.phase.Exporting;
import io.palimpsest.erasure.saga.Ledger;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** Destroys bundles and has it logged. */
@ApplicationScoped
public class Destruction {
  private static final int PAGE = 100;

  private final Bundles bundles;
  private final Ledger ledger;
  private final Clock clock;

  Destruction(Bundles bundles, Ledger ledger, Clock clock) {
    this.bundles = bundles;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Destroys the bundle of a request; nothing is logged when there is none.
   *
   * @param reason code
   */
  public void destroy(UUID request, String reason) {
    if (bundles.destroy(request)) {
      ledger.change(request, present -> Exporting.destroyed(present, reason, clock.instant()));
    }
  }

  /** Destroys what nobody fetched in time. */
  @Scheduled(
      every = "{palimpsest.erasure.export.watch}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public void expire() {
    bundles.expired(clock.instant(), PAGE).forEach(request -> destroy(request, "expired"));
  }
}
