package io.palimpsest.erasure.request;

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
    return Stream.concat(patrol.next(request).stream(), Expiry.nextLook(request).stream())
        .min(Comparator.naturalOrder());
  }

  /** The next step of a request. */
  public Step next(ErasureRequest request, Situation situation) {
    return switch (request.state()) {
      case State.Received received -> new Step.Resolve();
      case State.Planned planned -> request.ended() ? new Step.Done() : ask(request, situation);
      case State.AwaitingApproval waiting -> ask(request, situation);
      case State.Attached attached -> follow(situation);
      case State.Fencing fencing -> unlessHeld(situation, new Step.Fence());
      case State.Fenced fenced -> new Step.Drain(fenced.sequence());
      case State.Drained drained -> afterDrain(request, situation);
      case State.Exported exported -> unlessHeld(situation, new Step.BeginDeleting());
      case State.Deleting deleting -> Deletion.next(request, deleting.round(), situation);
      case State.Verifying verifying -> Verification.next(request, verifying.round(), situation);
      case State.Verified verified -> new Step.Await(Step.Awaited.LOG_ENTRY, null);
      case State.ConfirmedLive confirmed -> afterTheEnd(request, situation);
      case State.Patrolling state -> Patrol.whilePatrolling(request, state, situation);
      case State.Repairing state -> Patrol.whileRepairing(request, state, situation);
      case State.Expiring state -> Expiry.next(request, state, situation);
      case State.PhysicallyExpired expired -> new Step.Done();
      case State.Rejected rejected -> new Step.Done();
      case State.Cancelled cancelled -> new Step.Done();
    };
  }

  private Step ask(ErasureRequest request, Situation situation) {
    Optional<Situation.Cover> cover = situation.cover().filter(c -> !c.ended());
    if (cover.isPresent()) {
      return new Step.Attach(cover.get().id());
    }
    if (!approvals.satisfied(request)) {
      return request.state() instanceof State.Planned
          ? new Step.AskApproval()
          : new Step.Await(Step.Awaited.APPROVAL, null);
    }
    return unlessHeld(situation, new Step.IntendFence());
  }

  private static Step follow(Situation situation) {
    if (situation.cover().filter(Situation.Cover::ended).isEmpty()) {
      return situation.cover().isPresent()
          ? new Step.Await(Step.Awaited.COVERING_REQUEST, null)
          : new Step.Detach();
    }
    return situation.cover().filter(Situation.Cover::confirmed).isPresent()
        ? new Step.CheckAfterCover()
        : new Step.Detach();
  }

  private static Step afterDrain(ErasureRequest request, Situation situation) {
    return request.demand().options().export()
        ? Exporting.next(request, situation)
        : unlessHeld(situation, new Step.BeginDeleting());
  }

  private Step afterTheEnd(ErasureRequest request, Situation situation) {
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

  private static Step unlessHeld(Situation situation, Step step) {
    return situation.held() ? new Step.Await(Step.Awaited.HOLD_RELEASED, null) : step;
  }
}
