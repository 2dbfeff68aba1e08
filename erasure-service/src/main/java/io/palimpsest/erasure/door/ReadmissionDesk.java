package io.palimpsest.erasure.door;

import io.palimpsest.access.ProblemException;
import io.palimpsest.erasure.broker.Inboxes;
import io.palimpsest.erasure.demand.Demands;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.InboxEnd;
import io.palimpsest.erasure.model.Past;
import io.palimpsest.erasure.model.Requests;
import io.palimpsest.erasure.phase.Readmission;
import io.palimpsest.erasure.phase.Suppression;
import io.palimpsest.erasure.saga.Grace;
import io.palimpsest.erasure.saga.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Gives leave for an erased name to come back: once of no attempt that was ever journalled for the
 * scope anything can be sent or land any more. The leave is stored in the request itself, so that
 * it journals no attempt meanwhile; what other requests of the scope journalled while it was being
 * stored is looked for once more, before anybody hears of the leave.
 */
@ApplicationScoped
class ReadmissionDesk {
  private final Requests requests;
  private final Ledger ledger;
  private final Inboxes inboxes;
  private final Demands demands;
  private final Grace grace;
  private final Clock clock;

  ReadmissionDesk(
      Requests requests,
      Ledger ledger,
      Inboxes inboxes,
      Demands demands,
      Grace grace,
      Clock clock) {
    this.requests = requests;
    this.ledger = ledger;
    this.inboxes = inboxes;
    this.demands = demands;
    this.grace = grace;
    this.clock = clock;
  }

  /**
   * Returns when the leave is durable, here and outside the database; asking again does no harm and
   * answers the same.
   *
   * @param by key id of who readmits
   * @return how far the inbox topics went when it was given
   * @throws ProblemException 404 for an unknown reference, 409 while it cannot be given
   */
  List<InboxEnd> admit(String ref, String by) {
    ErasureRequest read =
        requests
            .findByRef(ref)
            .orElseThrow(
                () -> new ProblemException(404, "erasure.not_found", "there is no such request"));
    if (possible(read) == Readmission.Answer.GIVEN) {
      requireNoOther(read);
      List<InboxEnd> ends = inboxes.ends();
      ledger.change(read.id(), present -> given(present, ends, by));
    }
    demands.keep(read.id());
    requireNoOther(read);
    return requests
        .find(read.id())
        .map(ErasureRequest::past)
        .map(Past::leave)
        .map(Past.Leave::inboxEnds)
        .orElseThrow(() -> new IllegalStateException("the leave was stored and is not there"));
  }

  private ErasureRequest given(ErasureRequest present, List<InboxEnd> ends, String by) {
    return possible(present) == Readmission.Answer.GIVEN
        ? Readmission.given(present, ends, present.identity().key().actor(by), clock.instant())
        : present;
  }

  /**
   * Whoever left its work to the request, and whoever works or worked on something of its scope.
   */
  private void requireNoOther(ErasureRequest request) {
    List<UUID> path = request.plan() == null ? List.of() : request.planned().pathUids();
    boolean working =
        !requests.attachedTo(request.id()).isEmpty()
            || requests.touching(path).stream()
                .filter(id -> !id.equals(request.id()))
                .map(requests::find)
                .flatMap(Optional::stream)
                .anyMatch(ReadmissionDesk::works);
    if (working) {
      throw open("another request of the scope is under way");
    }
    Optional<Instant> lands = requests.deletesUntil(path).map(last -> last.plus(grace.span()));
    if (lands.filter(clock.instant()::isBefore).isPresent()) {
      throw open("what was sent may land until " + lands.get());
    }
  }

  private static boolean works(ErasureRequest other) {
    return other.state().covers() || other.state().revisiting();
  }

  private Readmission.Answer possible(ErasureRequest request) {
    if (Suppression.lasts(request)) {
      throw new ProblemException(
          409, "readmission.suppressed", "only compliance lets the name come back, with a reason");
    }
    Readmission.Answer answer = Readmission.answer(request, clock.instant(), grace.span());
    return switch (answer) {
      case GIVEN, ALREADY_GIVEN -> answer;
      case NOT_CONFIRMED ->
          throw new ProblemException(
              409, "readmission.not_confirmed", "the erasure is not confirmed");
      case DELETE_OPEN ->
          throw open("a delete, or a look that may lead to one, may still be under way");
    };
  }

  private static ProblemException open(String detail) {
    return new ProblemException(409, "readmission.delete_open", detail + "; ask again later");
  }
}
