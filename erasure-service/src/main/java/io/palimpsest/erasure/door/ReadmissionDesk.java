package io.palimpsest.erasure.door;

import io.palimpsest.access.ProblemException;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.phase.Readmission;
import io.palimpsest.erasure.saga.Grace;
import io.palimpsest.erasure.saga.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/**
 * Gives leave for an erased name to come back: once of no attempt that was ever journalled anything
 * can be sent or land any more. The leave is stored in the request itself, so that no attempt is
 * journalled meanwhile.
 */
@ApplicationScoped
class ReadmissionDesk {
  private final Ledger ledger;
  private final Grace grace;
  private final Clock clock;

  ReadmissionDesk(Ledger ledger, Grace grace, Clock clock) {
    this.ledger = ledger;
    this.grace = grace;
    this.clock = clock;
  }

  /**
   * Returns when the leave is durable; asking again does no harm.
   *
   * @throws ProblemException 404 for an unknown reference, 409 while it cannot be given
   */
  void admit(String ref) {
    if (ledger.changeByRef(ref, this::given).isEmpty()) {
      throw new ProblemException(404, "erasure.not_found", "there is no such request");
    }
  }

  private ErasureRequest given(ErasureRequest request) {
    Instant now = clock.instant();
    return switch (Readmission.answer(request, now, grace.span())) {
      case GIVEN -> Readmission.given(request, now);
      case ALREADY_GIVEN -> request;
      case NOT_CONFIRMED ->
          throw new ProblemException(
              409, "readmission.not_confirmed", "the erasure is not confirmed");
      case DELETE_OPEN ->
          throw new ProblemException(
              409,
              "readmission.delete_open",
              "a delete may still be under way; ask again in a minute");
    };
  }
}
