package io.palimpsest.erasure.phase;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.JournalLine;
import io.palimpsest.erasure.model.Outgoing;
import io.palimpsest.erasure.model.Receipt;
import io.palimpsest.erasure.model.Residual;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.erasure.model.State;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.event.ErasureState;
import io.palimpsest.event.ScopeType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The second end, under a clock that the test moves. */
class ExpiryTest {
  private static final Duration TOPICS = Duration.ofDays(2);
  private static final Duration VENDOR = Duration.ofDays(90);
  private static final Duration AGAIN = Duration.ofDays(1);
  private static final Duration MOMENT = Duration.ofMillis(1);

  private final ResidualPolicy policy =
      new ResidualPolicy(
          Map.of(
              Residual.Kind.TOPIC_SEGMENT, TOPICS,
              Residual.Kind.VENDOR_SOFT_DELETE, VENDOR),
          VENDOR,
          AGAIN);
  private final Set<String> there = new HashSet<>();
  private final List<List<String>> looks = new ArrayList<>();
  private PatrolPolicy visits = new PatrolPolicy(List.of());
  private Receipt.Residual said;
  private String failure;
  private Instant now = Samples.NOW;
  private ErasureRequest request;

  @Test
  void aConfirmedErasureListsWhatItLeavesWithDatesAndTheLogCountsIt() {
    said = new Receipt.Residual("crm_backup", Samples.NOW.plus(Duration.ofDays(30)));
    confirm();
    assertThat(request.state()).isInstanceOf(State.ConfirmedLive.class);
    assertThat(request.residuals())
        .extracting(Residual::what)
        .containsExactly("topic_segment", "crm_backup", "vendor_soft_delete");
    assertThat(request.residuals()).allMatch(Residual::open);
    Statement entry = said(EntryType.CONFIRMED_LIVE);
    assertThat(entry.data()).containsEntry(AuditField.RESIDUALS, 3L);
    assertThat(request.residuals().getLast().until()).isEqualTo(request.endedAt().plus(VENDOR));
  }

  @Test
  void nothingIsLookedForBeforeItsDateAndAllThatIsGoneIsTheSecondEnd() {
    confirm();
    passTo(TOPICS.minus(MOMENT));
    assertThat(looks).isEmpty();
    passTo(TOPICS);
    assertThat(looks).containsExactly(List.of("topic_segment"));
    assertThat(request.state()).isInstanceOf(State.ConfirmedLive.class);
    passTo(VENDOR.minus(MOMENT));
    assertThat(looks).hasSize(1);
    passTo(VENDOR);
    assertThat(looks).last().isEqualTo(List.of("vendor_soft_delete"));
    assertThat(request.state()).isInstanceOf(State.PhysicallyExpired.class);
    assertThat(request.residuals()).noneMatch(Residual::open);
    assertThat(announced())
        .containsSubsequence(ErasureState.CONFIRMED_LIVE, ErasureState.PHYSICALLY_EXPIRED);
    assertThat(said(EntryType.PHYSICALLY_EXPIRED).data())
        .containsEntry(AuditField.FOUND, 2L)
        .containsEntry(AuditField.REMAINING, 0L);
  }

  @Test
  void whatIsStillThereKeepsTheStateAndIsLookedForAgain() {
    there.add("topic_segment");
    confirm();
    passTo(VENDOR);
    assertThat(looks).hasSize(1);
    assertThat(request.state()).isInstanceOf(State.ConfirmedLive.class);
    assertThat(planner().nextLook(request)).contains(now.plus(AGAIN));
    now = now.plus(AGAIN);
    run();
    assertThat(looks).last().isEqualTo(List.of("topic_segment"));
    there.clear();
    now = now.plus(AGAIN);
    run();
    assertThat(request.state()).isInstanceOf(State.PhysicallyExpired.class);
    assertThat(planner().nextLook(request)).isEmpty();
  }

  @Test
  void aLookThatCouldNotBeMadeShowsNothing() {
    confirm();
    failure = "participant.error";
    passTo(VENDOR);
    assertThat(request.state()).isInstanceOf(State.Expiring.class);
    assertThat(request.residuals()).allMatch(Residual::open);
    failure = null;
    now = now.plus(AGAIN);
    run();
    assertThat(request.state()).isInstanceOf(State.PhysicallyExpired.class);
  }

  @Test
  void theSecondEndComesAfterTheLastVisitOfThePatrol() {
    visits = new PatrolPolicy(List.of(VENDOR.plus(AGAIN)));
    confirm();
    passTo(VENDOR);
    assertThat(request.residuals()).noneMatch(Residual::open);
    assertThat(request.state()).isInstanceOf(State.ConfirmedLive.class);
    passTo(VENDOR.plus(AGAIN));
    assertThat(request.state()).isInstanceOf(State.PhysicallyExpired.class);
  }

  @Test
  void aReportAfterTheSecondEndLeadsToALookAndThenToThatEndAgain() {
    confirm();
    passTo(VENDOR);
    request = Patrol.reported(request, report(), now);
    assertThat(request.state().announced()).isEqualTo(ErasureState.CONFIRMED_LIVE);
    run();
    assertThat(request.state()).isInstanceOf(State.PhysicallyExpired.class);
    assertThat(request.journal()).extracting(JournalLine::what).contains("patrol.done");
  }

  @Test
  void aReportDuringALookIsFollowedUpAfterIt() {
    confirm();
    failure = "participant.error";
    passTo(TOPICS);
    request = Patrol.reported(request, report(), now);
    failure = null;
    now = now.plus(AGAIN);
    run();
    assertThat(request.journal()).extracting(JournalLine::what).contains("patrol.done");
  }

  private Planner planner() {
    return new Planner(new ApprovalPolicy(true), visits);
  }

  private void confirm() {
    request = Samples.received(ScopeType.CREATOR, Standing.OWNER, false);
    run();
  }

  private void passTo(Duration afterTheEnd) {
    now = request.endedAt().plus(afterTheEnd);
    run();
  }

  /** Goes on until nothing is left to do but to wait for time to pass. */
  private void run() {
    for (int i = 0; i < 200; i++) {
      Step step =
          planner()
              .next(request, new Situation(() -> false, Optional.empty(), now, Duration.ofDays(1)));
      boolean waits = step instanceof Step.Await && failure != null && failed();
      if (step instanceof Step.Done || waits) {
        return;
      }
      request = done(step);
    }
    throw new AssertionError("no end: " + request.state());
  }

  private boolean failed() {
    return request.tasks().stream().anyMatch(Task::failed);
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
          Confirmation.logged(Confirmation.concluded(request, policy, null, now), 5, "{}", now);
      case Step.BeginPatrol s -> Patrol.begun(request, List.of(), List.of(), now);
      case Step.EndPatrol s -> Patrol.ended(request, policy, new PatrolPolicy(List.of()), now);
      case Step.BeginExpiry s -> Expiry.begun(request, now);
      case Step.EndExpiry s -> Expiry.ended(request, policy, now);
      case Step.Expire s -> Expiry.expired(request, now);
      case Step.Retry s -> Answers.retried(request, s.tasks(), now);
      case Step.Await s -> answered();
      default -> throw new AssertionError("not expected: " + step);
    };
  }

  private ErasureRequest answered() {
    ErasureRequest answered = request;
    for (Task task : request.openTasks().toList()) {
      Receipt receipt =
          task.participant().equals(Expiry.PARTICIPANT)
              ? looked(task)
              : new Receipt(
                  task.attempt(),
                  1,
                  1,
                  0,
                  "stub",
                  "stub",
                  said == null ? List.of() : List.of(said),
                  null);
      answered = Answers.answered(answered, task.id(), receipt, now);
    }
    return answered;
  }

  private Receipt looked(Task task) {
    if (failure != null) {
      return Receipt.failed(task.attempt(), failure);
    }
    List<Residual> due = Expiry.due(request, task);
    looks.add(due.stream().map(Residual::what).sorted().toList());
    List<Receipt.Residual> found =
        due.stream()
            .filter(residual -> there.contains(residual.what()))
            .map(residual -> new Receipt.Residual(residual.what(), residual.until()))
            .toList();
    return new Receipt(task.attempt(), due.size(), 0, found.size(), "stub", "stub", found, null);
  }

  private Statement said(EntryType type) {
    return Samples.said(request).stream()
        .filter(statement -> statement.type() == type)
        .findFirst()
        .orElseThrow();
  }

  private List<ErasureState> announced() {
    return request.outbox().waiting().stream()
        .filter(Outgoing.Status.class::isInstance)
        .map(Outgoing.Status.class::cast)
        .map(Outgoing.Status::state)
        .toList();
  }

  private static Receipt report() {
    return new Receipt(0, 1, 0, 1, "restore_gate", "found", List.of(), null);
  }
}
