package io.palimpsest.erasure.phase;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.State;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Maps what is known of a request to what it needs next. Pure: same facts, same step.
 *
 * <p>A legal hold is looked at before the fence and before every destructive step. What is neither
 * (resolving, draining, verifying, logging) goes on under a hold.
 */
public final class Planner {
  private final ApprovalPolicy approvals;
  private final PatrolPolicy patrol;

  /**
   * @param approvals who has to consent
   * @param patrol when confirmed erasures are looked at again
   */
  public Planner(ApprovalPolicy approvals, PatrolPolicy patrol) {
    this.approvals = approvals;
    this.patrol = patrol;
  }

  /** When a settled request is to be looked at next; empty for not by itself. */
  public Optional<Instant> nextLook(ErasureRequest request) {
    return Stream.of(patrol.next(request), Expiry.nextLook(request), Preview.nextLook(request))
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder());
  }

  /** The next step of a request. */
  public Step next(ErasureRequest request, Situation situation) {
    return switch (request.state()) {
      case State.Received received -> new Step.Resolve();
      case State.Searching searching -> Search.next(searching, situation);
      case State.Planned planned ->
          request.ended() ? Preview.next(request, situation) : ask(request, situation);
      case State.AwaitingApproval waiting -> ask(request, situation);
      case State.Attached attached -> Covering.next(request, situation);
      case State.Fencing fencing -> situation.unlessHeld(new Step.Fence());
      case State.Fenced fenced -> Fencing.next(request, fenced, situation);
      case State.Drained drained -> afterDrain(request, situation);
      case State.Exported exported -> situation.unlessHeld(new Step.BeginDeleting());
      case State.Deleting deleting -> Deletion.next(request, deleting.round(), situation);
      case State.Verifying verifying -> Verification.next(request, verifying.round(), situation);
      case State.Verified verified -> new Step.Await(Step.Awaited.LOG_ENTRY, null);
      case State.ConfirmedLive confirmed -> afterTheEnd(request, situation);
      case State.Patrolling state -> Patrol.whilePatrolling(request, state, situation);
      case State.Repairing state -> Patrol.whileRepairing(request, state, situation);
      case State.Expiring state -> Expiry.next(request, state, situation);
      case State.PhysicallyExpired expired ->
          Readmission.reconcileDue(request) ? new Step.Reconcile() : new Step.Done();
      case State.NothingFound nothing -> new Step.Done();
      case State.Rejected rejected -> new Step.Done();
      case State.Cancelled cancelled -> new Step.Done();
    };
  }

  private Step ask(ErasureRequest request, Situation situation) {
    return Covering.attach(situation).orElseGet(() -> Consent.next(request, situation, approvals));
  }

  private static Step afterDrain(ErasureRequest request, Situation situation) {
    if (Stocktaking.due(request, 1)) {
      return new Step.TakeInventory(1);
    }
    return request.demand().options().export()
        ? Exporting.next(request, situation)
        : situation.unlessHeld(new Step.BeginDeleting());
  }

  private Step afterTheEnd(ErasureRequest request, Situation situation) {
    if (Readmission.reconcileDue(request)) {
      return new Step.Reconcile();
    }
    Optional<Instant> visit = patrol.next(request);
    if (due(visit, situation)) {
      return new Step.BeginPatrol();
    }
    if (due(Expiry.nextLook(request), situation)) {
      return new Step.BeginExpiry();
    }
    return visit.isEmpty() && Expiry.complete(request) ? new Step.Expire() : new Step.Done();
  }

  private static boolean due(Optional<Instant> at, Situation situation) {
    return at.filter(time -> !time.isAfter(situation.now())).isPresent();
  }
}
