package io.palimpsest.erasure.door;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.erasure.demand.Courier;
import io.palimpsest.erasure.demand.Deed;
import io.palimpsest.erasure.demand.Demands;
import io.palimpsest.erasure.demand.Hold;
import io.palimpsest.erasure.demand.Holds;
import io.palimpsest.erasure.demand.Scribe;
import io.palimpsest.erasure.model.Requests;
import io.palimpsest.erasure.phase.Notes;
import io.palimpsest.erasure.saga.Grace;
import io.palimpsest.erasure.saga.Ledger;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Places and releases holds, and tells every request that they concern.
 *
 * <p>A hold is written first, and the attempts that were journalled are read after it; a delete is
 * journalled first, and the holds are read after it and before it is sent. So of both at once at
 * least one sees the other: an attempt that is not counted here is never sent.
 */
@ApplicationScoped
class HoldKeeper {
  private static final int PAGE = 100;

  private final Holds holds;
  private final Requests requests;
  private final Ledger ledger;
  private final Demands demands;
  private final Grace grace;
  private final Scribe scribe;
  private final Courier courier;
  private final Clock clock;

  HoldKeeper(
      Holds holds,
      Requests requests,
      Ledger ledger,
      Demands demands,
      Grace grace,
      Scribe scribe,
      Courier courier,
      Clock clock) {
    this.holds = holds;
    this.requests = requests;
    this.ledger = ledger;
    this.demands = demands;
    this.grace = grace;
    this.scribe = scribe;
    this.courier = courier;
    this.clock = clock;
  }

  /**
   * Durable on return; from then on no destructive step of a request that it concerns begins.
   *
   * @return the hold, with the time from when on it is effective
   */
  Hold place(Hold hold) {
    Deed deed = deed(EntryType.HELD, hold, hold.placedBy());
    holds.place(hold, deed);
    courier.soon(deed);
    demands.keep(hold);
    tell(hold, EntryType.HELD, hold.placedBy());
    return settled(hold);
  }

  /**
   * Releases a hold.
   *
   * @param by key id of who does it
   */
  Optional<Hold> release(UUID id, String by) {
    Optional<Hold> released = holds.find(id).flatMap(hold -> released(hold, by));
    released.ifPresent(demands::keep);
    released.ifPresent(hold -> tell(hold, EntryType.RELEASED, by));
    return released;
  }

  private Optional<Hold> released(Hold hold, String by) {
    Deed deed = deed(EntryType.RELEASED, hold, by);
    Optional<Hold> released = holds.release(hold.id(), clock.instant(), deed);
    released.ifPresent(done -> courier.soon(deed));
    return released;
  }

  /** What the log says of a hold itself, whether a request waits for it or none does. */
  private Deed deed(EntryType type, Hold hold, String by) {
    return scribe.deed(
        type,
        by,
        (entry, key) ->
            entry
                .with(AuditField.SCOPE_TYPE, hold.type())
                .with(AuditField.SCOPE, key.scope(hold.type(), hold.ids()))
                .with(AuditField.REASON, hold.basis()));
  }

  /** Of holds whose placing was interrupted. */
  @Scheduled(
      every = "{palimpsest.erasure.saga.hold-watch}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void settle() {
    holds.unsettled(PAGE).forEach(this::settled);
  }

  private Hold settled(Hold hold) {
    Instant now = clock.instant();
    Instant at =
        requests
            .deletesUntil(hold.pathUids())
            .map(last -> last.plus(grace.span()))
            .filter(over -> over.isAfter(now))
            .orElse(now);
    return holds.effective(hold.id(), at).orElse(hold);
  }

  private void tell(Hold hold, EntryType type, String by) {
    List<UUID> concerned = requests.touching(hold.pathUids());
    for (UUID id : concerned) {
      ledger.change(
          id,
          request ->
              Notes.noted(
                  request,
                  type,
                  hold.basis(),
                  request.identity().key().actor(by),
                  clock.instant()));
    }
  }
}
