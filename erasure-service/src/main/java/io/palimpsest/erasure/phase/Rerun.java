package io.palimpsest.erasure.phase;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.erasure.model.Draft;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.State;
import io.palimpsest.erasure.model.Watch;
import java.time.Instant;
import java.util.List;

/**
 * A confirmed erasure is run again, by uid, for participants that were added since. It is a look
 * after the end that deletes once more, whatever the look finds. Pure.
 */
public final class Rerun {
  private Rerun() {}

  /** What stands against it. */
  public enum Answer {
    POSSIBLE,
    NOT_CONFIRMED,
    READMITTED,
    UNDER_WAY,
    NOTHING_NEW
  }

  /**
   * What is to be said now; {@link Answer#POSSIBLE} says that {@link #begun} may be stored.
   *
   * @param added participants that the request's plan does not have
   */
  public static Answer answer(ErasureRequest request, List<Plan.Participation> added) {
    if (request.plan() == null || !(request.state() instanceof State.Confirmed confirmed)) {
      return Answer.NOT_CONFIRMED;
    }
    if (Readmission.isGiven(request)) {
      return Answer.READMITTED;
    }
    if (request.state().revisiting() || confirmed.watch().reported()) {
      return Answer.UNDER_WAY;
    }
    return added.isEmpty() ? Answer.NOTHING_NEW : Answer.POSSIBLE;
  }

  /**
   * The participants take part from now on. What had expired is only confirmed until they are done.
   *
   * @param by digest of who asked for it, under the request's key
   */
  public static ErasureRequest begun(
      ErasureRequest request, List<Plan.Participation> added, String by, Instant now) {
    State.Confirmed confirmed = (State.Confirmed) request.state();
    Draft draft =
        Draft.of(request, now)
            .to(new State.ConfirmedLive(confirmed.logIndex(), confirmed.watch().whenRerun()))
            .plan(request.planned().joinedBy(added));
    for (Plan.Participation participation : added) {
      draft
          .journal("rerun.asked", participation.name())
          .say(
              EntryType.PLANNED,
              entry ->
                  entry
                      .with(AuditField.METHOD, "rerun")
                      .with(AuditField.PARTICIPANT, participation.name())
                      .with(AuditField.ACTOR, by));
    }
    return draft.done();
  }

  /** Whether the look has to delete although it may have found nothing. */
  static boolean deletes(ErasureRequest request, Watch watch) {
    return watch.rerun() && watch.hits() == 0 && !Readmission.isGiven(request);
  }
}
