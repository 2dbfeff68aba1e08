package io.palimpsest.erasure.phase;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.JournalLine;
import io.palimpsest.erasure.model.Outgoing;
import io.palimpsest.erasure.model.Past;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.Receipt;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.erasure.model.State;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.event.ErasureAction;
import io.palimpsest.event.ScopeType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The looks after the end: by schedule and by report, with something back and without. */
class PatrolTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final List<Plan.Participation> ADDED =
      List.of(new Plan.Participation("three", 20, false, true, false));
  private static final String KEPT = "sealed";
  private static final String NAMESPACE = "creator_sainath.no.1_twin_coach";

  private final PatrolPolicy policy = new PatrolPolicy(List.of(HOUR, DAY));
  private final Planner planner = new Planner(new ApprovalPolicy(true), policy);
  private final List<Step> steps = new ArrayList<>();
  private final List<Statement> said = new ArrayList<>();
  private boolean held;
  private long back;
  private Instant now = Samples.NOW;
  private ErasureRequest request = confirmed();

  @Test
  void nothingIsLookedAtBeforeItsTimeAndAfterTheLastVisitNothingAnyMore() {
    assertThat(next()).isInstanceOf(Step.Done.class);
    assertThat(planner.nextLook(request)).contains(request.endedAt().plus(HOUR));
    visit(HOUR);
    assertThat(planner.nextLook(request)).contains(request.endedAt().plus(DAY));
    visit(DAY);
    assertThat(planner.nextLook(request)).isEmpty();
    assertThat(steps).doesNotHaveAnyElementsOfTypes(Step.Repair.class, Step.OpenStage.class);
    assertThat(said)
        .extracting(Statement::type)
        .doesNotContain(EntryType.RESURRECTION_DETECTED, EntryType.RESURRECTION_REPAIRED);
  }

  @Test
  void whatCameBackIsFoundDeletedInOrderVerifiedAgainAndLogged() {
    back = 2;
    visit(HOUR);
    assertThat(said)
        .extracting(Statement::type)
        .containsSubsequence(
            EntryType.RESURRECTION_DETECTED,
            EntryType.INTENT,
            EntryType.DELETED,
            EntryType.VERIFIED,
            EntryType.RESURRECTION_REPAIRED);
    assertThat(stagesOfTheRepair()).containsExactly(10, 10, 20);
    assertThat(request.state()).isInstanceOf(State.ConfirmedLive.class);
    assertThat(planner.nextLook(request)).contains(request.endedAt().plus(DAY));
  }

  @Test
  void aReportIsFollowedUpAtOnceAndTheScheduleGoesOn() {
    back = 1;
    request = Patrol.reported(request, report(1), now);
    run();
    assertThat(said)
        .extracting(Statement::type)
        .contains(EntryType.RESTORE_REPLAYED)
        .doesNotContain(EntryType.RESURRECTION_DETECTED);
    assertThat(planner.nextLook(request)).contains(request.endedAt().plus(HOUR));
  }

  @Test
  void aReportOfNothingOrBeforeTheEndChangesNothing() {
    assertThat(Patrol.reported(request, report(0), now)).isSameAs(request);
    ErasureRequest early = Samples.received(ScopeType.CREATOR, Standing.OWNER, false);
    assertThat(Patrol.reported(early, report(1), now)).isSameAs(early);
  }

  @Test
  void underAHoldNothingThatCameBackIsDeleted() {
    back = 1;
    held = true;
    visit(HOUR);
    assertThat(next()).isEqualTo(new Step.Await(Step.Awaited.HOLD_RELEASED, null));
    assertThat(stagesOfTheRepair()).isEmpty();
    held = false;
    run();
    assertThat(stagesOfTheRepair()).containsExactly(10, 10, 20);
  }

  @Test
  void afterAReadmissionAHitIsLoggedAndNothingIsDeleted() {
    request = Readmission.given(request, List.of(), Samples.ACTOR, now);
    run();
    back = 1;
    visit(HOUR);
    assertThat(stagesOfTheRepair()).isEmpty();
    assertThat(said)
        .extracting(Statement::type)
        .contains(EntryType.RESURRECTION_DETECTED)
        .doesNotContain(EntryType.RESURRECTION_REPAIRED);
  }

  @Test
  void aReadmissionCallsForOneReconcileAtOnce() {
    request = Readmission.given(request, List.of(), Samples.ACTOR, now);
    run();
    run();
    assertThat(steps).containsOnlyOnce(new Step.Reconcile());
    assertThat(request.past().leave()).isEqualTo(new Past.Leave(now, List.of(), true));
  }

  @Test
  void namesAreKeptSealedAloneAndForgottenWithTheLastLook() {
    assertThat(request.planned().namespaces()).isEmpty();
    assertThat(request.planned().scope().id()).isEmpty();
    assertThat(request.planned().kept()).isEqualTo(KEPT);
    now = request.endedAt().plus(HOUR);
    request = Patrol.begun(request, List.of(NAMESPACE), List.of(), now);
    run();
    assertThat(request.planned().namespaces()).as("gone again").isEmpty();
    assertThat(request.planned().kept()).as("another look is to come").isEqualTo(KEPT);
    visit(DAY);
    assertThat(request.planned().kept()).isNull();
    assertThat(request.journal()).extracting(JournalLine::what).contains("inventory.forgotten");
  }

  @Test
  void whoeverWasAddedSinceDeletesInARerunWhateverWasFoundAndTheScheduleGoesOn() {
    assertThat(Rerun.answer(request, List.of())).isEqualTo(Rerun.Answer.NOTHING_NEW);
    assertThat(Rerun.answer(request, ADDED)).isEqualTo(Rerun.Answer.POSSIBLE);
    request = Rerun.begun(request, ADDED, Samples.ACTOR, now);
    assertThat(Rerun.answer(request, ADDED)).isEqualTo(Rerun.Answer.UNDER_WAY);
    held = true;
    run();
    assertThat(erasedByTheAdded()).isEmpty();
    held = false;
    run();
    assertThat(erasedByTheAdded())
        .singleElement()
        .satisfies(task -> assertThat(task.done()).isTrue());
    assertThat(request.state()).isInstanceOf(State.ConfirmedLive.class);
    assertThat(said)
        .filteredOn(one -> "rerun".equals(one.data().get(AuditField.METHOD)))
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.data())
                    .containsEntry(AuditField.ACTOR, Samples.ACTOR)
                    .containsEntry(AuditField.PARTICIPANT, "three"));
    assertThat(said)
        .extracting(Statement::type)
        .doesNotContain(EntryType.RESTORE_REPLAYED, EntryType.RESURRECTION_DETECTED);
    assertThat(planner.nextLook(request)).contains(request.endedAt().plus(HOUR));
  }

  @Test
  void whatIsNotConfirmedOrCameBackIsNotRunAgain() {
    ErasureRequest early = Samples.received(ScopeType.CREATOR, Standing.OWNER, false);
    assertThat(Rerun.answer(early, ADDED)).isEqualTo(Rerun.Answer.NOT_CONFIRMED);
    request = Readmission.given(request, List.of(), Samples.ACTOR, now);
    assertThat(Rerun.answer(request, ADDED)).isEqualTo(Rerun.Answer.READMITTED);
  }

  private List<Task> erasedByTheAdded() {
    return request.tasks().stream()
        .filter(task -> task.participant().equals("three"))
        .filter(Task::erases)
        .toList();
  }

  @Test
  void whileARepairIsUnderWayTheNameDoesNotComeBack() {
    back = 1;
    now = request.endedAt().plus(HOUR);
    while (!(request.state() instanceof State.Repairing)) {
      request = done(next());
    }
    assertThat(request.openTasks()).as("between two stages").isEmpty();
    Instant longAfter = now.plus(DAY);
    assertThat(Readmission.answer(request, longAfter, HOUR))
        .isEqualTo(Readmission.Answer.DELETE_OPEN);
  }

  private List<Integer> stagesOfTheRepair() {
    return request.tasks().stream()
        .filter(task -> task.action() == ErasureAction.ERASE && task.round() > 1)
        .map(Task::stage)
        .toList();
  }

  private void visit(Duration after) {
    now = request.endedAt().plus(after);
    assertThat(next()).isInstanceOf(Step.BeginPatrol.class);
    run();
  }

  private Step next() {
    return planner.next(request, new Situation(() -> held, Optional.empty(), now, HOUR));
  }

  /** Goes on until nothing is left to do but to wait. */
  private void run() {
    for (int i = 0; i < 100; i++) {
      Step step = next();
      steps.add(step);
      if (step instanceof Step.Done
          || step instanceof Step.Await(Step.Awaited what, Instant until)
              && what == Step.Awaited.HOLD_RELEASED) {
        collect();
        return;
      }
      request = done(step);
    }
    throw new AssertionError("no end: " + request.state());
  }

  private ErasureRequest done(Step step) {
    return switch (step) {
      case Step.Resolve s -> Resolution.planned(request, Samples.plan(ScopeType.CREATOR), now);
      case Step.IntendFence s -> Fencing.intended(request, 1, now);
      case Step.Fence s -> Fencing.fenced(request, 3, now);
      case Step.Drain s -> Fencing.drained(request, 2, 0, now);
      case Step.TakeInventory s ->
          Stocktaking.taken(request, Samples.inventoried(request, s.round()), now);
      case Step.BeginDeleting s -> Deletion.begun(request, now);
      case Step.OpenStage s -> Deletion.stageOpened(request, s.stage(), now);
      case Step.BeginVerifying s -> Verification.begun(request, now);
      case Step.Conclude s ->
          Confirmation.logged(
              Confirmation.concluded(request, Samples.NOTHING_LEFT, KEPT, now), 5, "{}", now);
      case Step.BeginPatrol s -> Patrol.begun(request, List.of(), List.of(), now);
      case Step.Repair s -> Patrol.repairing(request, now);
      case Step.EndPatrol s -> Patrol.ended(request, Samples.NOTHING_LEFT, policy, now);
      case Step.Reconcile s -> Readmission.reconciled(request, now);
      case Step.Await s -> answered();
      default -> throw new AssertionError("not expected: " + step);
    };
  }

  /** Verification finds what is back; deletion deletes it. */
  private ErasureRequest answered() {
    ErasureRequest answered = request;
    for (Task task : request.openTasks().toList()) {
      if (!task.verifies()) {
        back = 0;
      }
      long left = task.participant().equals("verifier") ? back : 0;
      answered = Answers.answered(answered, task.id(), Samples.receipt(task, left, null), now);
    }
    return answered;
  }

  private void collect() {
    said.clear();
    for (Outgoing outgoing : request.outbox().waiting()) {
      if (outgoing instanceof Outgoing.Logged logged) {
        said.add(Statement.parse(logged.json().getBytes(StandardCharsets.UTF_8)));
      }
    }
  }

  private ErasureRequest confirmed() {
    request = Samples.received(ScopeType.CREATOR, Standing.OWNER, false);
    run();
    assertThat(request.state()).isInstanceOf(State.ConfirmedLive.class);
    steps.clear();
    return request;
  }

  private static Receipt report(long remaining) {
    return new Receipt(0, remaining, 0, remaining, "restore_gate", "found", List.of(), null);
  }
}
