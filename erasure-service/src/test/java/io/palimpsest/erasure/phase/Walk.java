package io.palimpsest.erasure.phase;

import io.palimpsest.erasure.model.Approval;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.InboxEnds;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.erasure.model.State;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.event.ScopeType;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A request that walks through its states: its surroundings, and time. */
final class Walk {
  static final Duration GRACE = Duration.ofSeconds(7);
  static final int ENOUGH = 400;
  private static final InboxEnds ENDS = new InboxEnds("inbox", "one", List.of(7L));

  private final Planner planner;
  ErasureRequest request;
  boolean held;
  private int evicted;
  private boolean registered = true;
  private boolean behind;
  private boolean erasedByCover;
  boolean wasThere;
  private Optional<Situation.Cover> cover = Optional.empty();
  Instant now = Samples.NOW;
  Set<Class<?>> seen = new HashSet<>();

  Walk(Planner planner, Standing standing) {
    this.planner = planner;
    request = Samples.received(ScopeType.CREATOR, standing, false);
  }

  Situation situation() {
    return new Situation(() -> held, cover, now, GRACE);
  }

  void happen(Event event) {
    switch (event) {
      case NOTHING -> {}
      case HOLD -> held = true;
      case RELEASE -> held = false;
      case GOOD_RECEIPTS -> answer(0, null);
      case FAILED_RECEIPT -> answer(0, "store.unavailable");
      case SOMETHING_REMAINS -> answer(1, null);
      case TIME_PASSES -> now = now.plusSeconds(20);
      case APPROVE -> {
        if (request.state() instanceof State.AwaitingApproval) {
          request = approved(approved(request, "second"), "third");
        }
      }
      case NEVER_REGISTERED -> registered &= wasThere;
      case INBOX_BEHIND -> behind = true;
      case COVER_APPEARS -> cover(false, false);
      case COVER_CONFIRMED -> cover(true, true);
      case COVER_CANCELLED -> cover(true, false);
      case WRITER_EVICTED -> evicted = 1;
    }
    step();
  }

  void leaveInPeace() {
    behind = false;
    happen(Event.RELEASE);
    for (int i = 0; i < ENOUGH && !request.ended(); i++) {
      if (cover.isPresent()) {
        cover(true, true);
      }
      happen(Event.APPROVE);
      happen(Event.GOOD_RECEIPTS);
      happen(Event.TIME_PASSES);
    }
  }

  void until(Class<? extends State> state) {
    for (int i = 0; i < ENOUGH && !state.isInstance(request.state()); i++) {
      happen(Event.NOTHING);
    }
  }

  long deletesDone() {
    return request.tasks().stream().filter(Task::erases).filter(Task::done).count();
  }

  void cover(boolean ended, boolean confirmed) {
    if (ended && cover.isEmpty()) {
      return;
    }
    erasedByCover |= ended && confirmed && wasThere;
    cover = Optional.of(new Situation.Cover(new UUID(1, 1), ended, confirmed));
  }

  private void answer(long remaining, String failure) {
    request
        .openTasks()
        .toList()
        .forEach(
            task ->
                request =
                    Answers.answered(
                        request, task.id(), Samples.receipt(task, remaining, failure), now));
  }

  private void step() {
    seen.add(request.state().getClass());
    request = done(planner.next(request, situation()));
    seen.add(request.state().getClass());
  }

  private ErasureRequest done(Step step) {
    return switch (step) {
      case Step.Resolve s -> resolved();
      case Step.Search s -> Search.looked(request, found(), now);
      case Step.Forget s -> Preview.forgotten(request, now);
      case Step.AskApproval s -> Consent.askedApproval(request, now);
      case Step.Attach s ->
          Covering.attached(request, new Covering.Cover(s.to(), "er_aaaaaaaaaaaa"), now);
      case Step.CheckAfterCover s -> Covering.checkingAfterCover(request, 7L, now);
      case Step.Detach s -> Covering.detached(request, now);
      case Step.IntendFence s -> Fencing.intended(request, 1, now);
      case Step.Fence s -> Fencing.fenced(request, 3, now);
      case Step.Drain s -> Fencing.drained(request, 2, evicted, now);
      case Step.TakeInventory s ->
          Stocktaking.taken(request, Samples.inventoried(request, s.round()), now);
      case Step.Export s -> Exporting.begun(request, now);
      case Step.FinishExport s -> Exporting.finished(request, now);
      case Step.BeginDeleting s -> Deletion.begun(request, now);
      case Step.OpenStage s -> Deletion.stageOpened(request, s.stage(), now);
      case Step.Retry s -> Answers.retried(request, s.tasks(), now);
      case Step.BeginVerifying s -> Verification.begun(request, now);
      case Step.Reconcile s -> Readmission.reconciled(request, now);
      case Step.DeleteSecond s -> Deletion.second(request, now);
      case Step.DeleteAgain s -> Verification.again(request, now);
      case Step.Conclude s -> Confirmation.concluded(request, Samples.NOTHING_LEFT, null, now);
      case Step.BeginPatrol s -> Patrol.begun(request, List.of(), List.of(), now);
      case Step.Repair s -> Patrol.repairing(request, now);
      case Step.EndPatrol s ->
          Patrol.ended(request, Samples.NOTHING_LEFT, new PatrolPolicy(List.of()), now);
      case Step.BeginExpiry s -> Expiry.begun(request, now);
      case Step.EndExpiry s -> Expiry.ended(request, Samples.NOTHING_LEFT, now);
      case Step.Expire s -> Expiry.expired(request, now);
      case Step.Await s -> await(s);
      case Step.Done s -> request;
    };
  }

  /** Of what a covering request erased the registry has no entry any more. */
  private ErasureRequest resolved() {
    if (!registered || erasedByCover) {
      return Search.begun(request, ENDS, now);
    }
    wasThere = true;
    return Resolution.planned(request, Samples.plan(ScopeType.CREATOR), now);
  }

  private Findings found() {
    if (behind) {
      return new Findings.Behind();
    }
    return erasedByCover
        ? new Findings.ErasedBefore(
            new Covering.Cover(new UUID(1, 1), "er_aaaaaaaaaaaa"),
            Samples.plan(ScopeType.CREATOR).handedOn(List.of()))
        : new Findings.Nothing();
  }

  private ErasureRequest await(Step.Await await) {
    return await.what() == Step.Awaited.LOG_ENTRY
        ? Confirmation.logged(request, 5, "{}", now)
        : request;
  }

  /** What happens around a request at one point of its life. */
  enum Event {
    NOTHING,
    HOLD,
    RELEASE,
    GOOD_RECEIPTS,
    FAILED_RECEIPT,
    SOMETHING_REMAINS,
    TIME_PASSES,
    APPROVE,
    NEVER_REGISTERED,
    INBOX_BEHIND,
    COVER_APPEARS,
    COVER_CONFIRMED,
    COVER_CANCELLED,
    WRITER_EVICTED
  }

  static ErasureRequest approved(ErasureRequest request, String by) {
    return Consent.approved(
        request,
        new Approval(by, request.planned().digest(), Samples.NOW),
        "6".repeat(64),
        Samples.NOW);
  }
}
