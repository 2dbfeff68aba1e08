package io.palimpsest.erasure.phase;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.erasure.model.Draft;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.InboxEnd;
import io.palimpsest.erasure.model.Past;
import io.palimpsest.erasure.model.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

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
    boolean lands =
        request.deletesUntil().filter(last -> now.isBefore(last.plus(grace))).isPresent();
    return lands || mayDelete(request) ? Answer.DELETE_OPEN : Answer.GIVEN;
  }

  /**
   * Whether the scope's name may have come back: then the request deletes nothing itself any more.
   */
  public static boolean isGiven(ErasureRequest request) {
    return request.past().leave() != null;
  }

  /** Whether the reconcile is still to be started that a leave calls for. */
  static boolean reconcileDue(ErasureRequest request) {
    Past.Leave leave = request.past().leave();
    return leave != null && !leave.reconciled();
  }

  /** The reconcile was started. */
  public static ErasureRequest reconciled(ErasureRequest request, Instant now) {
    return Draft.of(request, now).reconciled().journal("reconcile.started", "").done();
  }

  /**
   * The leave is given; from here on this request deletes nothing any more.
   *
   * @param inboxEnds how far the inbox topics go
   * @param by digest of who readmits, under the request's key
   */
  public static ErasureRequest given(
      ErasureRequest request, List<InboxEnd> inboxEnds, String by, Instant now) {
    return Draft.of(request, now)
        .leave(inboxEnds)
        .journal(GIVEN, "")
        .say(EntryType.READMITTED, entry -> entry.with(AuditField.ACTOR, by))
        .done();
  }

  /** A look that may find something, a repair that is not done, under a hold or not. */
  private static boolean mayDelete(ErasureRequest request) {
    boolean looks =
        switch (request.state()) {
          case State.Patrolling patrolling -> true;
          case State.Repairing repairing -> true;
          case State.Confirmed confirmed -> confirmed.watch().reported();
          default -> false;
        };
    return looks || request.openTasks().findAny().isPresent();
  }
}
