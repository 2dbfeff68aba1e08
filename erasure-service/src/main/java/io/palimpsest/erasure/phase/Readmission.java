package io.palimpsest.erasure.phase;

import io.palimpsest.audit.EntryType;
import io.palimpsest.erasure.model.Draft;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.State;
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

  /** What is to be said now; {@link Answer#GIVEN} says that {@link #given} may be stored. */
  public static Answer answer(ErasureRequest request) {
    if (isGiven(request)) {
      return Answer.ALREADY_GIVEN;
    }
    if (request.state().confirmation().isEmpty()) {
      return Answer.NOT_CONFIRMED;
    }
    boolean deletes =
        request.openTasks().findAny().isPresent() || request.state() instanceof State.Repairing;
    return deletes ? Answer.DELETE_OPEN : Answer.GIVEN;
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
