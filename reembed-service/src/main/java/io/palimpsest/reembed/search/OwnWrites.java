package io.palimpsest.reembed.search;

import io.palimpsest.access.ProblemException;
import io.palimpsest.reembed.find.Place;
import io.palimpsest.reembed.ledger.LedgerRow;
import io.palimpsest.reembed.route.Freshness;
import io.palimpsest.tenancy.TenantIsolationException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Lets a reader wait for its own write before it searches. */
@Singleton
class OwnWrites {
  private final Freshness freshness;

  OwnWrites(Freshness freshness) {
    this.freshness = freshness;
  }

  /** Returns when the revision can be found in the place; ends in a 409 when it cannot in time. */
  void await(Place place, MinRevision wanted) {
    try {
      Freshness.State state = state(place, wanted);
      if (state.parked().isPresent()) {
        throw parked(wanted, state.parked().get().reason());
      }
      if (!state.searchable()) {
        throw notReached(wanted, state.row().map(LedgerRow::revision).orElse(0L));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notReached(wanted, 0);
    }
  }

  /** An entity of another place is waited for as one that nobody knows: so long, and in vain. */
  private Freshness.State state(Place place, MinRevision wanted) throws InterruptedException {
    long end = System.nanoTime() + wanted.time().toNanos();
    try {
      return freshness.await(wanted.entity(), wanted.number(), wanted.time(), new Inside(place));
    } catch (TenantIsolationException foreign) {
      Duration rest = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      return freshness.await(UUID.randomUUID(), wanted.number(), rest, new Inside(place));
    }
  }

  /** An entity of another place is as unknown as any other. */
  private record Inside(Place place) implements Freshness.Check {
    @Override
    public void row(LedgerRow row) {
      if (!place.name().equals(row.rendering().namespace())) {
        throw new TenantIsolationException();
      }
    }

    @Override
    public void parked(List<UUID> uids) {
      if (!uids.containsAll(place.owner().uids().values())) {
        throw new TenantIsolationException();
      }
    }
  }

  private static ProblemException parked(MinRevision wanted, String reason) {
    return new ProblemException(
        409,
        "revision.parked",
        "revision " + wanted.number() + " was set aside: " + reason,
        "min_revision",
        "is of a change that can be embedded");
  }

  private static ProblemException notReached(MinRevision wanted, long present) {
    return new ProblemException(
        409,
        "revision.not_reached",
        "revision " + wanted.number() + " cannot be found yet; written so far is " + present,
        "min_revision",
        "can be found within the wait");
  }
}
