package io.palimpsest.erasure.participant;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.erasure.model.Demand;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Outgoing;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.erasure.phase.Answers;
import io.palimpsest.erasure.phase.Confirmation;
import io.palimpsest.erasure.phase.Covering;
import io.palimpsest.erasure.phase.Deletion;
import io.palimpsest.erasure.phase.Readmission;
import io.palimpsest.erasure.phase.Resolution;
import io.palimpsest.erasure.phase.Samples;
import io.palimpsest.erasure.phase.Suppression;
import io.palimpsest.erasure.phase.Verification;
import io.palimpsest.erasure.saga.Covers;
import io.palimpsest.erasure.saga.MemoryRequests;
import io.palimpsest.erasure.saga.NoHolds;
import io.palimpsest.event.ErasureTask;
import io.palimpsest.event.ScopeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What may change between the journal and the send, and what is sent then. */
class OrdersTest {
  private static final String NAMESPACE = "creator_sainath.no.1_twin_coach";

  private final MemoryRequests requests = new MemoryRequests();
  private final AtomicBoolean held = new AtomicBoolean();
  private final Orders orders = new Orders(new NoHolds(held::get), new Covers(requests));
  private final Plan plan = Samples.plan(ScopeType.TWIN);

  @Test
  void aDeleteIsSentByTheNamesOfThePlanWhileNobodyElseCanLiveUnderThem() {
    assertThat(sent(deleting()))
        .get()
        .satisfies(task -> assertThat(task.getNamespaces()).containsExactly(NAMESPACE))
        .satisfies(task -> assertThat(task.getSharedNamespaces()).isEmpty());
  }

  @Test
  void onceLeaveWasGivenWhatWasJournalledBeforeIsSentByUidAlone() {
    ErasureRequest before = deleting();
    ErasureRequest back =
        Readmission.given(before, List.of(), Samples.ACTOR, Samples.NOW.plusSeconds(1));
    assertByUidAlone(sent(back));
  }

  @Test
  void theLeaveOfTheCoverCountsForWhomItWorked() {
    ErasureRequest cover = confirmed();
    requests.insert(cover);
    ErasureRequest attached =
        Covering.attached(received(), new Covering.Cover(cover.id(), cover.ref()), Samples.NOW);
    ErasureRequest again =
        Deletion.stageOpened(
            Verification.again(Covering.checkingAfterCover(attached, 7L, Samples.NOW), Samples.NOW),
            10,
            Samples.NOW);
    assertThat(sent(again).orElseThrow().getNamespaces()).containsExactly(NAMESPACE);
    ErasureRequest left = Readmission.given(cover, List.of(), Samples.ACTOR, Samples.NOW);
    assertThat(requests.replace(left, null)).isPresent();
    assertByUidAlone(sent(again));
  }

  @Test
  void underAHoldADeleteIsNotSentAndALookIs() {
    held.set(true);
    assertThat(sent(deleting())).isEmpty();
    assertThat(sent(Verification.begun(deleting(), Samples.NOW))).isPresent();
  }

  @Test
  void whatWasAnsweredOrFollowedByAnotherAttemptIsNotSent() {
    ErasureRequest deleting = deleting();
    Task task = remote(deleting);
    Outgoing.Work first = new Outgoing.Work(1, task.id(), task.attempt());
    ErasureRequest retried = Answers.retried(deleting, List.of(task), Samples.NOW);
    assertThat(orders.of(retried, first)).isEmpty();
    ErasureRequest done =
        Answers.answered(deleting, task.id(), Samples.receipt(task, 0, null), Samples.NOW);
    assertThat(orders.of(done, first)).isEmpty();
  }

  @Test
  void idsAreSuppressedByATaskUntilComplianceLiftsIt() {
    ErasureRequest suppressing =
        Deletion.begun(Resolution.planned(suppressing(), plan, Samples.NOW), Samples.NOW);
    assertThat(sent(suppressing).orElseThrow().getSuppressedIds()).containsExactly("sainath.no.1");
    ErasureRequest lifted =
        Suppression.lifted(suppressing, Samples.ACTOR, "court_order", Samples.NOW);
    assertThat(sent(lifted).orElseThrow().getSuppressedIds()).isEmpty();
  }

  private void assertByUidAlone(Optional<ErasureTask> sent) {
    assertThat(sent)
        .get()
        .satisfies(task -> assertThat(task.getNamespaces()).as("dropped").isEmpty())
        .satisfies(task -> assertThat(task.getSharedNamespaces()).containsExactly(NAMESPACE))
        .satisfies(task -> assertThat(task.getUids()).containsExactly(plan.scope().uid()));
  }

  private Optional<ErasureTask> sent(ErasureRequest request) {
    Task task = remote(request);
    return orders.of(request, new Outgoing.Work(1, task.id(), task.attempt()));
  }

  private static Task remote(ErasureRequest request) {
    return request.openTasks().filter(task -> !task.local()).reduce((a, b) -> b).orElseThrow();
  }

  private ErasureRequest received() {
    return Resolution.planned(
        Samples.received(ScopeType.TWIN, Standing.OWNER, false), plan, Samples.NOW);
  }

  private ErasureRequest deleting() {
    return Deletion.begun(received(), Samples.NOW);
  }

  private ErasureRequest confirmed() {
    return Confirmation.logged(
        Samples.concluded(received(), Samples.NOTHING_LEFT, null), 3, "{}", Samples.NOW);
  }

  private static ErasureRequest suppressing() {
    ErasureRequest sample = Samples.received(ScopeType.TWIN, Standing.COMPLIANCE, false);
    Demand demand = sample.demand();
    return Resolution.received(
        UUID.randomUUID(),
        sample.ref(),
        sample.identity(),
        new Demand(
            demand.type(),
            demand.ids(),
            demand.reason(),
            demand.requestedBy(),
            demand.standing(),
            demand.receivedAt(),
            null,
            false,
            new Demand.Options(false, false, false, null, true)),
        Samples.NOW);
  }
}
