package io.palimpsest.erasure.phase;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.erasure.model.Approval;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Outgoing;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.Receipt;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.erasure.model.State;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.erasure.phase.Walk.Event;
import io.palimpsest.event.ScopeType;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The planner with its transitions, walked through by random surroundings. */
class PlannerTest {
  private static final ApprovalPolicy POLICY = new ApprovalPolicy(true);

  private final Planner planner = new Planner(POLICY, new PatrolPolicy(List.of()));

  @Provide
  Arbitrary<List<Event>> events() {
    return Arbitraries.of(Event.class).list().ofMinSize(0).ofMaxSize(60);
  }

  @Property(tries = 500)
  void whateverHappensTheRequestEndsOnceItIsLeftInPeace(
      @ForAll("events") List<Event> events, @ForAll boolean owner) {
    Walk walk = new Walk(planner, owner ? Standing.OWNER : Standing.COMPLIANCE);
    events.forEach(walk::happen);
    walk.leaveInPeace();
    if (walk.wasThere) {
      assertThat(walk.request.state())
          .as("what was planned is never said not to be there, whoever erased its entry")
          .isInstanceOf(State.ConfirmedLive.class);
    } else {
      assertThat(walk.request.state())
          .as("what nobody knows ends without a confirmation")
          .isInstanceOf(State.NothingFound.class);
    }
    assertThat(planner.next(walk.request, walk.situation())).isEqualTo(new Step.Done());
  }

  @Property(tries = 500)
  void underAHoldNothingDestructiveIsBegun(@ForAll("events") List<Event> events) {
    Walk walk = new Walk(planner, Standing.OWNER);
    for (Event event : events) {
      walk.happen(event);
      Step step = planner.next(walk.request, walk.situation());
      if (walk.held) {
        assertThat(step)
            .isNotInstanceOfAny(
                Step.IntendFence.class,
                Step.Fence.class,
                Step.BeginDeleting.class,
                Step.OpenStage.class,
                Step.DeleteSecond.class,
                Step.DeleteAgain.class);
        assertThat(
                step instanceof Step.Retry retry && retry.tasks().stream().anyMatch(Task::erases))
            .as("a delete is tried again")
            .isFalse();
      }
    }
  }

  @Property(tries = 500)
  void onceItHasAPlanTheScopeIsNeverResolvedAnew(@ForAll("events") List<Event> events) {
    Walk walk = new Walk(planner, Standing.OWNER);
    for (Event event : events) {
      walk.happen(event);
      if (walk.request.plan() != null) {
        assertThat(planner.next(walk.request, walk.situation()))
            .isNotInstanceOfAny(Step.Resolve.class, Step.Search.class);
      }
    }
  }

  @Test
  void anAttachedRequestChecksByAnInventoryOfItsOwnAndDeletesWhatItFindsUnderTheFenceOfItsCover() {
    Walk walk = new Walk(planner, Standing.OWNER);
    walk.until(State.Planned.class);
    walk.happen(Event.COVER_APPEARS);
    walk.until(State.Attached.class);
    walk.cover(true, true);
    assertThat(planner.next(walk.request, walk.situation())).isEqualTo(new Step.TakeInventory(1));
    walk.until(State.Verifying.class);
    assertThat(walk.request.planned().inventory()).isNotNull();
    walk.held = true;
    walk.happen(Event.SOMETHING_REMAINS);
    assertThat(planner.next(walk.request, walk.situation()))
        .isEqualTo(new Step.Await(Step.Awaited.HOLD_RELEASED, null));
    walk.held = false;
    assertThat(planner.next(walk.request, walk.situation())).isEqualTo(new Step.DeleteAgain());
    walk.happen(Event.NOTHING);
    assertThat(planner.next(walk.request, walk.situation())).isEqualTo(new Step.TakeInventory(2));
    walk.leaveInPeace();
    assertThat(walk.request.state()).isInstanceOf(State.ConfirmedLive.class);
    assertThat(walk.deletesDone()).isEqualTo(3);
    assertThat(walk.request.fence()).as("that of the cover").isEqualTo(7L);
    assertThat(walk.seen).doesNotContain(State.Fencing.class, State.Searching.class);
  }

  @Test
  void theCoverIsToldOnceThatItLeftSomething() {
    Walk walk = new Walk(planner, Standing.OWNER);
    walk.leaveInPeace();
    ErasureRequest told = Covering.leftSomething(walk.request, "er_aaaaaaaaaaaa", 2, walk.now);
    assertThat(told.outbox().statements()).isEqualTo(walk.request.outbox().statements() + 1);
    assertThat(Covering.leftSomething(told, "er_aaaaaaaaaaaa", 2, walk.now)).isSameAs(told);
    assertThat(Covering.leftSomething(told, "er_bbbbbbbbbbbb", 2, walk.now)).isNotSameAs(told);
  }

  @Test
  void whenAWriterWasEvictedEverythingIsDeletedASecondTimeAfterAnotherInventory() {
    Walk walk = new Walk(planner, Standing.OWNER);
    walk.happen(Event.WRITER_EVICTED);
    walk.until(State.Deleting.class);
    for (int i = 0; i < Walk.ENOUGH && walk.deletesDone() < 3; i++) {
      walk.happen(Event.GOOD_RECEIPTS);
    }
    Instant last = walk.now;
    assertThat(planner.next(walk.request, walk.situation()))
        .isEqualTo(new Step.Await(Step.Awaited.NEXT_ROUND, last.plus(Walk.GRACE)));
    walk.now = last.plus(Walk.GRACE);
    walk.held = true;
    assertThat(planner.next(walk.request, walk.situation()))
        .isEqualTo(new Step.Await(Step.Awaited.HOLD_RELEASED, null));
    walk.held = false;
    assertThat(planner.next(walk.request, walk.situation())).isEqualTo(new Step.DeleteSecond());
    walk.happen(Event.NOTHING);
    assertThat(planner.next(walk.request, walk.situation())).isEqualTo(new Step.TakeInventory(2));
    walk.leaveInPeace();
    assertThat(walk.deletesDone()).isEqualTo(6);
    assertThat(walk.request.tasks())
        .filteredOn(Task::erases)
        .filteredOn(task -> task.round() == 2)
        .allMatch(task -> !task.sentAt().isBefore(last.plus(Walk.GRACE)));
    assertThat(walk.request.tasks())
        .filteredOn(Task::verifies)
        .as("nothing is checked before the second delete")
        .allMatch(task -> task.round() == 2);
  }

  @Test
  void withoutAnEvictionThereIsNoSecondDelete() {
    Walk walk = new Walk(planner, Standing.OWNER);
    walk.leaveInPeace();
    assertThat(walk.deletesDone()).isEqualTo(3);
  }

  @Property(tries = 500)
  void aStageIsOpenedOnlyWhenTheStageBeforeIsDone(@ForAll("events") List<Event> events) {
    Walk walk = new Walk(planner, Standing.OWNER);
    for (Event event : events) {
      walk.happen(event);
      Task second =
          walk.request.tasks().stream()
              .filter(t -> t.stage() == 20 && !t.verifies())
              .findFirst()
              .orElse(null);
      if (second != null) {
        assertThat(walk.request.tasks())
            .filteredOn(t -> t.stage() == 10 && !t.verifies() && t.round() == second.round())
            .hasSize(2)
            .allMatch(Task::done);
      }
    }
  }

  @Property(tries = 300)
  void sameFactsSameStepAndOutboxNumbersAreDense(@ForAll("events") List<Event> events) {
    Walk walk = new Walk(planner, Standing.OWNER);
    events.forEach(walk::happen);
    Situation situation = walk.situation();
    assertThat(planner.next(walk.request, situation))
        .isEqualTo(planner.next(walk.request, situation));
    long expected = 1;
    for (Outgoing outgoing : walk.request.outbox().waiting()) {
      assertThat(outgoing.number()).isEqualTo(expected++);
    }
  }

  @Test
  void everyStateIsReached() {
    Set<Class<?>> reached = new HashSet<>();
    for (Event[] story : STORIES) {
      for (Standing standing : Standing.values()) {
        Walk walk = new Walk(planner, standing);
        walk.seen = reached;
        for (Event event : story) {
          walk.happen(event);
        }
        walk.leaveInPeace();
      }
    }
    ErasureRequest request = Samples.received(ScopeType.CREATOR, Standing.OWNER, false);
    reached.add(
        Consent.refused(
                request, new State.Rejected("approver.identity", null), Samples.ACTOR, Samples.NOW)
            .state()
            .getClass());
    reached.add(Consent.cancelled(request, Samples.ACTOR, Samples.NOW).state().getClass());
    assertThat(reached)
        .containsAll(State.alternatives().filter(c -> !ELSEWHERE.contains(c)).toList());
  }

  /** States that other tests reach: of an export, and of the looks after the end. */
  private static final Set<Class<?>> ELSEWHERE =
      Set.of(
          State.Exported.class,
          State.PhysicallyExpired.class,
          State.Patrolling.class,
          State.Repairing.class,
          State.Expiring.class);

  private static final Event[][] STORIES = {
    {},
    {Event.COVER_APPEARS, Event.NOTHING, Event.NOTHING, Event.COVER_CONFIRMED},
    {Event.APPROVE},
    {Event.NEVER_REGISTERED}
  };

  @Test
  void anEndedRequestKeepsNoName() {
    Walk walk = new Walk(planner, Standing.OWNER);
    walk.leaveInPeace();
    assertThat(walk.request.demand().ids()).isEmpty();
    assertThat(walk.request.demand().externalReference()).isEqualTo("case-7");
    assertThat(walk.request.demand().requestedBy()).isEmpty();
    assertThat(walk.request.planned().namespaces()).isEmpty();
    assertThat(walk.request.planned().scope().id()).isEmpty();
  }

  @Test
  void aLateFailureOfAnEarlierAttemptChangesNothing() {
    Walk walk = new Walk(planner, Standing.OWNER);
    walk.until(State.Deleting.class);
    Task task = walk.request.openTasks().findFirst().orElseThrow();
    Receipt late = Samples.receipt(task, 0, "store.unavailable");
    ErasureRequest retried = Answers.retried(walk.request, List.of(task), Samples.NOW);
    assertThat(Answers.answered(retried, task.id(), late, Samples.NOW)).isSameAs(retried);
    assertThat(Answers.answered(retried, UUID.randomUUID(), late, Samples.NOW)).isSameAs(retried);
  }

  @Test
  void aGoodReceiptOfAnEarlierAttemptChangesNothingEither() {
    Walk walk = new Walk(planner, Standing.OWNER);
    walk.until(State.Deleting.class);
    Task task = walk.request.openTasks().findFirst().orElseThrow();
    ErasureRequest retried = Answers.retried(walk.request, List.of(task), Samples.NOW);
    Receipt first = Samples.receipt(task, 0, null);
    Receipt second = Samples.receipt(retried.task(task.id()).orElseThrow(), 0, null);
    assertThat(Answers.answered(retried, task.id(), first, Samples.NOW)).isSameAs(retried);
    assertThat(Answers.answered(retried, task.id(), second, Samples.NOW).task(task.id()))
        .get()
        .matches(Task::done);
  }

  @Test
  void anotherAttemptIsJournalledOnlyWhenNothingOfTheOneBeforeCanLandAndMayTakeLonger() {
    Walk walk = new Walk(planner, Standing.OWNER);
    walk.until(State.Deleting.class);
    Task task = walk.request.openTasks().findFirst().orElseThrow();
    Instant over = task.expiresAt().plus(Walk.GRACE);
    assertThat(next(walk.request, over.minusMillis(1))).isInstanceOf(Step.Await.class);
    assertThat(next(walk.request, over)).isInstanceOf(Step.Retry.class);

    ErasureRequest retried = Answers.retried(walk.request, List.of(task), over);
    Task again = retried.task(task.id()).orElseThrow();
    assertThat(Duration.between(task.sentAt(), task.expiresAt()))
        .isEqualTo(Plan.Participation.ANSWER_TIME);
    assertThat(Duration.between(again.sentAt(), again.expiresAt()))
        .isEqualTo(Plan.Participation.ANSWER_TIME.multipliedBy(2));
  }

  private static Step next(ErasureRequest request, Instant now) {
    return new Planner(new ApprovalPolicy(true), new PatrolPolicy(List.of()))
        .next(request, new Situation(() -> false, Optional.empty(), now, Walk.GRACE));
  }

  @Test
  void onlyDistinctPeopleCount() {
    ErasureRequest planned =
        Resolution.planned(
            Samples.received(ScopeType.CREATOR, Standing.COMPLIANCE, false),
            Samples.plan(ScopeType.CREATOR),
            Samples.NOW);
    assertThat(POLICY.satisfied(planned)).isFalse();
    assertThat(POLICY.satisfied(Walk.approved(planned, "requester"))).isFalse();
    assertThat(POLICY.satisfied(Walk.approved(planned, "second"))).isTrue();
    Approval stale = new Approval("second", "5".repeat(64), Samples.NOW);
    assertThat(POLICY.satisfied(Consent.approved(planned, stale, "6".repeat(64), Samples.NOW)))
        .isFalse();
    assertThat(new ApprovalPolicy(false).required(planned)).isEqualTo(2);
  }
}
