package io.palimpsest.erasure.saga;

import io.palimpsest.erasure.model.Demand;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.Requests;
import io.palimpsest.erasure.model.Scope;
import io.palimpsest.erasure.model.State;
import io.palimpsest.erasure.phase.Answers;
import io.palimpsest.erasure.phase.ApprovalPolicy;
import io.palimpsest.erasure.phase.Confirmation;
import io.palimpsest.erasure.phase.Consent;
import io.palimpsest.erasure.phase.Covering;
import io.palimpsest.erasure.phase.Deletion;
import io.palimpsest.erasure.phase.Expiry;
import io.palimpsest.erasure.phase.Exporting;
import io.palimpsest.erasure.phase.Fencing;
import io.palimpsest.erasure.phase.Patrol;
import io.palimpsest.erasure.phase.Preview;
import io.palimpsest.erasure.phase.Readmission;
import io.palimpsest.erasure.phase.ResidualPolicy;
import io.palimpsest.erasure.phase.Resolution;
import io.palimpsest.erasure.phase.Search;
import io.palimpsest.erasure.phase.Step;
import io.palimpsest.erasure.phase.Stocktaking;
import io.palimpsest.erasure.phase.Verification;
import io.palimpsest.erasure.plan.Inventories;
import io.palimpsest.erasure.plan.PlanMaker;
import io.palimpsest.erasure.plan.Reconciles;
import io.palimpsest.erasure.plan.ScopeDirectory;
import io.palimpsest.fencing.Drained;
import io.palimpsest.fencing.FenceLog;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Does one step and says how the request shall be stored afterwards. Side effects are the fence and
 * the drain only, whose intent is in the journal already and which may be repeated.
 */
final class Steps {
  private final ScopeDirectory directory;
  private final Searcher searcher;
  private final PlanMaker plans;
  private final FenceLog fences;
  private final Requests requests;
  private final ApprovalPolicy approvals;
  private final Inventories inventories;
  private final Afterwards afterwards;
  private final Reconciles reconciles;
  private final Ledger ledger;
  private final Covers covers;
  private final ResidualPolicy residuals;
  private final Clock clock;

  Steps(
      ScopeDirectory directory,
      Searcher searcher,
      PlanMaker plans,
      FenceLog fences,
      Requests requests,
      ApprovalPolicy approvals,
      Inventories inventories,
      Afterwards afterwards,
      Reconciles reconciles,
      Ledger ledger,
      ResidualPolicy residuals,
      Clock clock) {
    this.directory = directory;
    this.searcher = searcher;
    this.plans = plans;
    this.fences = fences;
    this.requests = requests;
    this.approvals = approvals;
    this.inventories = inventories;
    this.afterwards = afterwards;
    this.reconciles = reconciles;
    this.ledger = ledger;
    this.covers = new Covers(requests);
    this.residuals = residuals;
    this.clock = clock;
  }

  ErasureRequest done(ErasureRequest request, Step step) throws InterruptedException {
    return switch (step) {
      case Step.Resolve resolve -> resolved(request);
      case Step.Search search -> Search.looked(request, searcher.look(request, search), now());
      case Step.Forget forget -> Preview.forgotten(request, now());
      case Step.AskApproval ask -> Consent.askedApproval(request, now());
      case Step.Attach attach -> attached(request, attach);
      case Step.CheckAfterCover check -> checkingAfterCover(request);
      case Step.Detach detach -> Covering.detached(request, now());
      case Step.IntendFence intend ->
          Fencing.intended(request, approvals.approvers(request).size(), now());
      case Step.Fence fence -> fenced(request);
      case Step.Drain drain -> drained(request, drain);
      case Step.TakeInventory take ->
          Stocktaking.taken(request, stocktaking(request, take.round()), now());
      case Step.Export export -> Exporting.begun(request, now());
      case Step.FinishExport finish -> Exporting.finished(request, now());
      case Step.BeginDeleting begin -> Deletion.begun(request, now());
      case Step.OpenStage open -> Deletion.stageOpened(request, open.stage(), now());
      case Step.Retry retry -> Answers.retried(request, retry.tasks(), now());
      case Step.BeginVerifying begin -> Verification.begun(request, now());
      case Step.DeleteSecond second -> Deletion.second(request, now());
      case Step.DeleteAgain again -> deletingAgain(request);
      case Step.Conclude conclude -> concluded(request);
      case Step.BeginPatrol begin -> afterwards.begun(request);
      case Step.Repair repair -> Patrol.repairing(request, now());
      case Step.EndPatrol end -> patrolled(request);
      case Step.Reconcile reconcile -> {
        reconcile(request);
        yield Readmission.reconciled(request, now());
      }
      case Step.BeginExpiry begin -> Expiry.begun(request, now());
      case Step.EndExpiry end -> Expiry.ended(request, residuals, now());
      case Step.Expire expire -> Expiry.expired(request, now());
      case Step.Await await -> request;
      case Step.Done done -> request;
    };
  }

  private ErasureRequest resolved(ErasureRequest request) {
    Demand demand = request.demand();
    return directory
        .resolve(demand.type(), demand.ids())
        .map(scope -> Resolution.planned(request, plans.plan(scope, demand.options()), now()))
        .orElseGet(() -> Search.begun(request, searcher.ends(request), now()));
  }

  /** What names the scope besides goes first: from the confirmation on nothing does. */
  private ErasureRequest concluded(ErasureRequest request) {
    for (UUID id : requests.previewsOf(request.planned().uids())) {
      forget(requests.find(id));
    }
    return Confirmation.concluded(request, residuals, afterwards.sealed(request), now());
  }

  private void forget(Optional<ErasureRequest> preview) {
    Optional<ErasureRequest> present = preview;
    while (present.filter(ErasureRequest::previews).isPresent()) {
      ErasureRequest read = present.get();
      present =
          requests.replace(Preview.forgotten(read, now()), now()).isPresent()
              ? Optional.empty()
              : requests.find(read.id());
    }
  }

  private ErasureRequest attached(ErasureRequest request, Step.Attach attach) {
    return requests
        .find(attach.to())
        .map(cover -> new Covering.Cover(cover.id(), cover.ref()))
        .map(cover -> Covering.attached(request, cover, now()))
        .orElse(request);
  }

  private ErasureRequest checkingAfterCover(ErasureRequest request) {
    Optional<ErasureRequest> cover =
        request.state() instanceof State.Attached attached
            ? requests.find(attached.to())
            : Optional.empty();
    return Covering.checkingAfterCover(
        request, cover.map(ErasureRequest::fence).orElse(null), now());
  }

  /** Once the scope of an attached request may be back, only its uid is the erased one's. */
  private Plan stocktaking(ErasureRequest request, int round) throws InterruptedException {
    boolean nameless = request.planned().scope().id().isEmpty();
    return nameless || covers.isBack(request)
        ? afterwards.byUidAlone(request, round)
        : inventories.taken(request, round);
  }

  /** Who left its work to another request tells it what it left: told again it changes nothing. */
  private ErasureRequest deletingAgain(ErasureRequest request) {
    @Nullable UUID cover = request.past().cover();
    if (cover != null) {
      long remaining = Verification.left(request);
      ledger.change(cover, other -> Covering.leftSomething(other, request.ref(), remaining, now()));
    }
    return Verification.again(request, now());
  }

  /** What a stalled delete by name did to whoever came back, the old uid alone does not tell. */
  private ErasureRequest patrolled(ErasureRequest request) {
    if (Readmission.isGiven(request)) {
      reconcile(request);
    }
    return afterwards.ended(request, residuals);
  }

  private void reconcile(ErasureRequest request) {
    reconciles.start(afterwards.tenant(request).orElse(null), request.planned().scope().uid());
  }

  private ErasureRequest fenced(ErasureRequest request) {
    Scope scope = request.planned().scope();
    long sequence = fences.fence(scope.uid(), scope.type(), request.ref()).join();
    return Fencing.fenced(request, sequence, now());
  }

  private ErasureRequest drained(ErasureRequest request, Step.Drain drain) {
    Drained drained = fences.drain(drain.sequence(), request.ref()).join();
    ErasureRequest next =
        Fencing.drained(request, drained.observed().size(), drained.evicted().size(), now());
    return drain.late() ? Fencing.drainedLate(next, now()) : next;
  }

  private Instant now() {
    return clock.instant();
  }
}
