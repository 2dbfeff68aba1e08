package io.palimpsest.erasure.phase;

import io.palimpsest.audit.EntryType;
import io.palimpsest.erasure.model.Draft;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.State;
import io.palimpsest.erasure.model.Task;
import java.time.Duration;
import java.time.Instant;

/** Leave for an erased scope's name to come back, under a new uid. Pure. */
public final class Readmission {
  private static final String GIVEN = "readmitted";

  private Readmission() {}

  /** What stands against it. */
  public enum Answer {
    GIVEN,
    ALREADY_GIVEN,
    NOT_CONFIRMED,
    DELETE_OPEN
  }

  /**
   * What is to be said now; {@link Answer#GIVEN} says that {@link #given} may be stored. A receipt
   * does not end an attempt for this: the same task may have been taken twice, and of the other one
   * nothing is known before its expiry.
   *
   * @param grace how long after its expiry something of an attempt may yet be sent or land
   */
  public static Answer answer(ErasureRequest request, Instant now, Duration grace) {
    if (isGiven(request)) {
      return Answer.ALREADY_GIVEN;
    }
    if (request.state().confirmation().isEmpty()) {
      return Answer.NOT_CONFIRMED;
    }
    boolean open =
        request.openTasks().findAny().isPresent() || request.state() instanceof State.Repairing;
    boolean deletes =
        request.tasks().stream()
            .filter(Task::erases)
            .anyMatch(task -> now.isBefore(task.expiresAt().plus(grace)));
    return open || deletes ? Answer.DELETE_OPEN : Answer.GIVEN;
  }

  /** Whether the scope's name may have come back. */
  public static boolean isGiven(ErasureRequest request) {
    return request.journal().stream().anyMatch(line -> line.what().equals(GIVEN));
  }

  /** The leave is given; from here on this request deletes nothing any more. */
  public static ErasureRequest given(ErasureRequest request, Instant now) {
    return Draft.of(request, now)
        .journal(GIVEN, "")
        .say(EntryType.READMITTED, entry -> entry)
        .done();
  }
}
