package io.palimpsest.erasure.phase;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.erasure.model.Draft;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.Receipt;
import io.palimpsest.erasure.model.State;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.erasure.model.Watch;
import io.palimpsest.event.ErasureAction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The looks after the end, planner and transitions. Once its name has come back everything is
 * looked for by uid alone, so that what was admitted again is neither seen nor touched. Pure, like
 * its neighbours.
 */
public final class Patrol {
  private Patrol() {}

  static Step whilePatrolling(ErasureRequest request, State.Patrolling state, Situation situation) {
    List<Task> tasks = Verification.tasksOf(request, state.round());
    if (!tasks.stream().allMatch(Task::done)) {
      return Answers.retryOrAwait(tasks, situation);
    }
    boolean clean = Verification.remaining(tasks) == 0 || Readmission.isGiven(request);
    if (clean && !Rerun.deletes(request, state.watch())) {
      return new Step.EndPatrol();
    }
    return situation.unlessHeld(new Step.Repair());
  }

  static Step whileRepairing(ErasureRequest request, State.Repairing state, Situation situation) {
    Step step = Deletion.next(request, state.round(), situation);
    return step instanceof Step.BeginVerifying ? new Step.BeginPatrol() : step;
  }

  /**
   * A participant says that it holds something of the scope although nobody asked: after a restore
   * of its store, say. While the erasure is under way nothing is to be done about it.
   */
  public static ErasureRequest reported(ErasureRequest request, Receipt receipt, Instant now) {
    return receipt.remaining() == 0
        ? request
        : afterReport(request.state())
            .map(
                next ->
                    Draft.of(request, now)
                        .to(next)
                        .journal(
                            "patrol.reported",
                            receipt.method() + ",remaining=" + receipt.remaining())
                        .done())
            .orElse(request);
  }

  /**
   * A look begins, the first one or the one after a repair.
   *
   * @param own namespaces that are the scope's alone, as long as its name has not come back
   * @param shared those in which it is looked for by uid
   */
  public static ErasureRequest begun(
      ErasureRequest request, List<String> own, List<String> shared, Instant now) {
    return begun(request, request.planned().lookedForIn(own, shared), now);
  }

  /**
   * The same.
   *
   * @param plan where and by which names is looked; its names leave it with the end of the look
   */
  public static ErasureRequest begun(ErasureRequest request, Plan plan, Instant now) {
    int round = request.nextRound();
    return Draft.of(request, now)
        .to(new State.Patrolling(index(request), watch(request), round))
        .plan(plan)
        .journal("patrol.intended", "round=" + round)
        .open(Verification.verifiers(request.planned()), ErasureAction.VERIFY, round)
        .done();
  }

  /** Something is back: it is deleted, stage by stage. */
  public static ErasureRequest repairing(ErasureRequest request, Instant now) {
    int round = ((State.Patrolling) request.state()).round();
    Watch watch = watch(request);
    long remaining = Verification.remaining(Verification.tasksOf(request, round));
    Draft draft =
        Draft.of(request, now)
            .to(new State.Repairing(index(request), watch.whenFound(), round))
            .journal("patrol.found", "round=" + round + ",remaining=" + remaining);
    if (!watch.reported()) {
      detected(draft, round, remaining);
    }
    return draft.done();
  }

  /**
   * The look is over. After a re-admission what was found is the owner's of the live row. What was
   * deleted again leaves its residuals anew. With the last look the kept names go.
   */
  public static ErasureRequest ended(
      ErasureRequest request, ResidualPolicy policy, PatrolPolicy visits, Instant now) {
    int round = ((State.Patrolling) request.state()).round();
    Watch watch = watch(request);
    long remaining = Verification.remaining(Verification.tasksOf(request, round));
    Draft draft =
        Draft.of(request, now)
            .to(new State.ConfirmedLive(index(request), watch.whenDone()))
            .journal("patrol.done", "round=" + round + ",remaining=" + remaining);
    if (remaining > 0) {
      detected(draft, round, remaining);
    } else if (watch.hits() > 0) {
      draft.residuals(policy.leftBy(request, now));
      if (!watch.rerun()) {
        EntryType type =
            watch.reported() ? EntryType.RESTORE_REPLAYED : EntryType.RESURRECTION_REPAIRED;
        draft.say(
            type, entry -> entry.with(AuditField.ATTEMPT, round).with(AuditField.REMAINING, 0));
      }
    }
    if (visits.last(watch) && request.planned().kept() != null) {
      draft.plan(request.planned().keeping(null)).journal("inventory.forgotten", "");
    }
    return draft.nameless().done();
  }

  /**
   * The state that leads to a look, or empty where one is under way or there is nothing to look
   * after. A request of which everything had expired is only confirmed until that look is over.
   */
  private static Optional<State> afterReport(State state) {
    return switch (state) {
      case State.ConfirmedLive(long index, Watch watch) ->
          watch.reported()
              ? Optional.empty()
              : Optional.of(new State.ConfirmedLive(index, watch.whenReported()));
      case State.Expiring(long index, Watch watch, int round) ->
          watch.reported()
              ? Optional.empty()
              : Optional.of(new State.Expiring(index, watch.whenReported(), round));
      case State.PhysicallyExpired(long index, Watch watch) ->
          Optional.of(new State.ConfirmedLive(index, watch.whenReported()));
      default -> Optional.empty();
    };
  }

  private static void detected(Draft draft, int round, long remaining) {
    draft.say(
        EntryType.RESURRECTION_DETECTED,
        entry -> entry.with(AuditField.ATTEMPT, round).with(AuditField.REMAINING, remaining));
  }

  private static long index(ErasureRequest request) {
    return request.state().confirmation().orElseThrow();
  }

  private static Watch watch(ErasureRequest request) {
    if (request.state() instanceof State.Confirmed confirmed) {
      return confirmed.watch();
    }
    throw new IllegalStateException("not confirmed: " + request.state());
  }
}
