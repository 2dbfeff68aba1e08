package io.palimpsest.erasure.door;

import io.palimpsest.access.ProblemException;
import io.palimpsest.erasure.demand.Demands;
import io.palimpsest.erasure.model.Approval;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.erasure.model.State;
import io.palimpsest.erasure.phase.ApprovalPolicy;
import io.palimpsest.erasure.phase.Consent;
import io.palimpsest.erasure.phase.LegalDeadline;
import io.palimpsest.erasure.phase.Notes;
import io.palimpsest.erasure.phase.Rerun;
import io.palimpsest.erasure.plan.PlanMaker;
import io.palimpsest.erasure.saga.Ledger;
import io.palimpsest.tenancy.Principal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What people decide about a request. Each refusal has a problem of its own. */
@ApplicationScoped
class Decisions {
  private final Ledger ledger;
  private final ApprovalPolicy policy;
  private final Rights rights;
  private final PlanMaker plans;
  private final Demands demands;
  private final Acts acts;
  private final Clock clock;

  Decisions(
      Ledger ledger,
      ApprovalPolicy policy,
      Rights rights,
      PlanMaker plans,
      Demands demands,
      Acts acts,
      Clock clock) {
    this.ledger = ledger;
    this.policy = policy;
    this.rights = rights;
    this.plans = plans;
    this.demands = demands;
    this.acts = acts;
    this.clock = clock;
  }

  /** Consents to the plan with the digest. */
  ErasureRequest approve(ErasureRequest seen, Principal by, String digest) {
    return change(seen, request -> approved(request, by, digest));
  }

  /** Refuses the request, with a reason in words if there is one. */
  ErasureRequest reject(ErasureRequest seen, Principal by, String reason, @Nullable String words) {
    return change(
        seen,
        request -> {
          requireBeforeFence(request, "reject.too_late");
          return Consent.refused(
              request,
              new State.Rejected("approver." + reason, words),
              actor(request, by),
              clock.instant());
        });
  }

  /**
   * Reopens a request that was refused.
   *
   * @param target the scope, named again
   */
  ErasureRequest appeal(ErasureRequest seen, Principal by, Target target) {
    return change(
        seen,
        request -> {
          if (!(request.state() instanceof State.Rejected)) {
            throw new ProblemException(
                409, "appeal.not_refused", "it is " + request.state().announced());
          }
          requireSameScope(request, target);
          boolean asked = request.identity().requester().equals(rights.requester(by));
          Standing right = asked ? request.demand().standing() : rights.standing(by, target);
          return Consent.appealed(request, target.ids(), by.keyId(), right, clock.instant());
        });
  }

  /** Takes the request back. */
  ErasureRequest cancel(ErasureRequest seen, Principal by) {
    return change(
        seen,
        request -> {
          requireBeforeFence(request, "cancel.too_late");
          return Consent.cancelled(request, actor(request, by), clock.instant());
        });
  }

  /** Extends the legal deadline by two months, once. */
  ErasureRequest extend(ErasureRequest seen, Principal by, String reason) {
    return change(
        seen,
        request -> {
          if (request.ended()) {
            throw new ProblemException(409, "extend.ended", "the request has ended");
          }
          if (request.dueAt().equals(LegalDeadline.extended(request.demand().receivedAt()))) {
            throw new ProblemException(
                409, "extend.already", "the deadline was extended before; it is extended once");
          }
          if (!clock.instant().isBefore(LegalDeadline.of(request.demand().receivedAt()))) {
            throw new ProblemException(
                409, "extend.too_late", "a deadline is extended within its first month only");
          }
          return Notes.extended(request, reason, actor(request, by), clock.instant());
        });
  }

  private ErasureRequest approved(ErasureRequest request, Principal by, String digest) {
    if (!(request.state() instanceof State.AwaitingApproval)) {
      throw new ProblemException(
          409,
          "approval.not_awaited",
          "the request awaits no approval; it is " + request.state().announced());
    }
    if (!request.planned().digest().equals(digest)) {
      throw new ProblemException(
          409,
          "approval.stale",
          "the plan has changed since it was shown",
          "digest",
          "digest of the present plan");
    }
    if (!policy.distinct(request, by.keyId())) {
      throw new ProblemException(
          409, "approval.not_distinct", "the caller asked for it or approved it already");
    }
    return Consent.approved(
        request,
        new Approval(by.keyId(), digest, clock.instant()),
        actor(request, by),
        clock.instant());
  }

  /** Runs a confirmed erasure again for participants that were added since. */
  ErasureRequest rerun(ErasureRequest seen, Principal by) {
    return change(
        seen,
        request -> {
          List<Plan.Participation> added =
              request.plan() == null ? List.of() : plans.since(request.planned());
          return switch (Rerun.answer(request, added)) {
            case POSSIBLE -> Rerun.begun(request, added, actor(request, by), clock.instant());
            case NOT_CONFIRMED ->
                throw new ProblemException(
                    409, "rerun.not_confirmed", "it is " + request.state().announced());
            case READMITTED ->
                throw new ProblemException(
                    409, "rerun.readmitted", "the name came back: this erasure deletes nothing");
            case UNDER_WAY ->
                throw new ProblemException(
                    409, "rerun.under_way", "a look after the end is under way; ask again later");
            case NOTHING_NEW ->
                throw new ProblemException(
                    409, "rerun.nothing_new", "all participants have taken part");
          };
        });
  }

  private static void requireSameScope(ErasureRequest request, Target target) {
    String named = Intake.key(request.identity()).scope(target.type(), target.ids());
    if (!request.identity().scope().equals(named)) {
      throw new ProblemException(
          409, "appeal.other_scope", "the request was for another scope", "scope", "the same");
    }
  }

  /** Who acts, as the log shows it. */
  private static String actor(ErasureRequest request, Principal by) {
    return Intake.key(request.identity()).actor(by.keyId());
  }

  private static void requireBeforeFence(ErasureRequest request, String code) {
    if (!request.state().revocable() || request.ended()) {
      throw new ProblemException(
          409, code, "past the point of no return: it is " + request.state().announced());
    }
  }

  private ErasureRequest change(ErasureRequest seen, UnaryOperator<ErasureRequest> change) {
    ErasureRequest changed = ledger.change(seen.id(), change).orElse(seen);
    demands.keep(seen.id());
    acts.on(seen);
    return changed;
  }
}
