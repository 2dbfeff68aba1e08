package io.palimpsest.erasure.door;

import io.palimpsest.access.ProblemException;
import io.palimpsest.erasure.fence.FenceSettings;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Requests;
import io.palimpsest.erasure.phase.Readmission;
import io.palimpsest.erasure.saga.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Gives leave for an erased name to come back. It reads the request, waits on its own clock until
 * whatever a delete of that request sent before has landed, and then stores the leave only if the
 * request is still the one that it read.
 */
@ApplicationScoped
class ReadmissionDesk {
  private final Requests requests;
  private final Ledger ledger;
  private final FenceSettings bounds;
  private final Clock clock;

  ReadmissionDesk(Requests requests, Ledger ledger, FenceSettings bounds, Clock clock) {
    this.requests = requests;
    this.ledger = ledger;
    this.bounds = bounds;
    this.clock = clock;
  }

  /**
   * Returns when the leave is durable; asking again does no harm.
   *
   * @throws ProblemException 404 for an unknown reference, 409 while it cannot be given
   */
  void admit(String ref) throws InterruptedException {
    ErasureRequest read =
        requests
            .findByRef(ref)
            .orElseThrow(
                () -> new ProblemException(404, "erasure.not_found", "there is no such request"));
    if (requireGiven(Readmission.answer(read)) == Readmission.Answer.ALREADY_GIVEN) {
      return;
    }
    pause(bounds.deadline().plus(bounds.landing()));
    ledger.change(read.id(), present -> given(read, present));
  }

  private ErasureRequest given(ErasureRequest read, ErasureRequest present) {
    if (Readmission.answer(present) == Readmission.Answer.ALREADY_GIVEN) {
      return present;
    }
    if (!present.tasks().equals(read.tasks())) {
      throw new ProblemException(
          409, "readmission.delete_open", "something was deleted meanwhile; ask again");
    }
    return Readmission.given(present, clock.instant());
  }

  private static Readmission.Answer requireGiven(Readmission.Answer answer) {
    return switch (answer) {
      case GIVEN, ALREADY_GIVEN -> answer;
      case NOT_CONFIRMED ->
          throw new ProblemException(
              409, "readmission.not_confirmed", "the erasure is not confirmed");
      case DELETE_OPEN ->
          throw new ProblemException(409, "readmission.delete_open", "a delete is not done yet");
    };
  }

  private static void pause(Duration span) throws InterruptedException {
    boolean over = !new CountDownLatch(1).await(span.toMillis(), TimeUnit.MILLISECONDS);
    if (!over) {
      throw new IllegalStateException("nobody counts it down");
    }
  }
}
