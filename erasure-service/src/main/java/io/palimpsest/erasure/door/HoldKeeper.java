package io.palimpsest.erasure.door;

import io.palimpsest.audit.EntryType;
import io.palimpsest.erasure.demand.Demands;
import io.palimpsest.erasure.hold.Hold;
import io.palimpsest.erasure.hold.Holds;
import io.palimpsest.erasure.model.Requests;
import io.palimpsest.erasure.phase.Notes;
import io.palimpsest.erasure.saga.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Places and releases holds, and tells every request that they concern. */
@ApplicationScoped
class HoldKeeper {
  private final Holds holds;
  private final Requests requests;
  private final Ledger ledger;
  private final Demands demands;
  private final Clock clock;

  HoldKeeper(Holds holds, Requests requests, Ledger ledger, Demands demands, Clock clock) {
    this.holds = holds;
    this.requests = requests;
    this.ledger = ledger;
    this.demands = demands;
    this.clock = clock;
  }

  /** Durable on return; from then on no destructive step of a request that it concerns begins. */
  void place(Hold hold) {
    holds.place(hold);
    demands.keep(hold);
    tell(hold, EntryType.HELD);
  }

  Optional<Hold> release(UUID id) {
    Optional<Hold> released = holds.release(id, clock.instant());
    released.ifPresent(demands::keep);
    released.ifPresent(hold -> tell(hold, EntryType.RELEASED));
    return released;
  }

  private void tell(Hold hold, EntryType type) {
    List<UUID> concerned = requests.touching(hold.pathUids());
    for (UUID id : concerned) {
      ledger.change(id, request -> Notes.noted(request, type, hold.basis(), clock.instant()));
    }
  }
}
