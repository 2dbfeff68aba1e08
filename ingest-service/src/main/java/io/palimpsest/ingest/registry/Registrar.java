package io.palimpsest.ingest.registry;

import io.palimpsest.ingest.entry.Change;
import io.palimpsest.ingest.entry.Head;
import io.palimpsest.ingest.entry.Outcome;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.ingest.entry.Scope;
import io.palimpsest.ingest.write.GuardedWork;
import io.palimpsest.ingest.write.Refusals;
import io.palimpsest.ingest.write.Shelf;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Changes registrations. On return the change is durable, and as a rule announced: so whoever
 * registered a tenant may go on to its children at once. When the broker is slow the relay
 * announces it later, and children are refused until then.
 */
@Singleton
final class Registrar {
  private static final Duration ANNOUNCEMENT = Duration.ofSeconds(5);

  /** How often a change is decided anew because its entry moved on meanwhile. */
  static final int ATTEMPTS = 8;

  private final Occupancy occupancy;
  private final GuardedWork guarded;

  Registrar(Occupancy occupancy, GuardedWork guarded) {
    this.occupancy = occupancy;
    this.guarded = guarded;
  }

  /** Whether the change was decided on a version that is no more. */
  static boolean movedOn(Outcome outcome) {
    return outcome instanceof Outcome.Refused(Refusal refusal) && refusal == Change.MOVED_ON;
  }

  /**
   * Closes a scope below which nothing is live. It says so first, then looks, and closes if nobody
   * has objected: a child that is written meanwhile either is seen, or takes the mark away, or
   * finds its parent closed.
   *
   * @throws RefusedException when something live is below it
   */
  <S> Outcome close(Shelf<S> shelf, Scope scope, Change<S> change) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Head head = shelf.store().heads(List.of(change.key())).get(change.key());
      if (head == null || head.deleted()) {
        return apply(shelf, change);
      }
      occupancy.refuseUnlessEmpty(scope);
      Outcome outcome =
          guarded.run(head.path().uids(), work -> shelf.store().closing(head, work))
              ? closeMarked(shelf, scope, change, head.version() + 1)
              : new Outcome.Refused(Change.MOVED_ON);
      if (!movedOn(outcome)) {
        return outcome;
      }
    }
    return new Outcome.Refused(Refusals.BUSY);
  }

  private <S> Outcome closeMarked(Shelf<S> shelf, Scope scope, Change<S> change, long version) {
    try {
      occupancy.refuseUnlessEmpty(scope);
    } catch (RefusedException occupied) {
      boolean unused =
          guarded.run(
              List.of(scope.uid()), work -> shelf.store().reopen(change.key(), version, work));
      throw occupied;
    }
    return apply(shelf, change.at(version));
  }

  <S> Outcome apply(Shelf<S> shelf, Change<S> change) {
    Outcome outcome = shelf.writer().apply(change);
    if (outcome instanceof Outcome.Accepted accepted) {
      await(accepted);
    }
    return outcome;
  }

  private static void await(Outcome.Accepted accepted) {
    try {
      accepted.announced().get(ANNOUNCEMENT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException later) {
      // The relay announces it: the document says so itself.
      return;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
