package io.palimpsest.fencing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.event.ScopeType;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lease 10, deadline 20, landing 5, renewal 2; the clock starts at 1000. */
class WriterStateTest {
  private static final FenceBounds BOUNDS =
      new FenceBounds(Duration.ofNanos(10), Duration.ofNanos(20), Duration.ofNanos(5));
  private static final UUID FIRST = new UUID(0, 1);
  private static final UUID SECOND = new UUID(0, 2);
  private static final UUID UID = new UUID(9, 9);

  private final Iterator<UUID> ids = Stream.of(FIRST, SECOND, new UUID(0, 3)).iterator();
  private final WriterState state = new WriterState(BOUNDS, 2, ids::next, Guard.all());

  @Test
  void registersThenWaitsForTheAcknowledgementThenReadsTheFences() {
    assertThat(state.next(1000)).isEqualTo(new WriterStep.Register(FIRST));
    assertThat(state.next(1001)).isInstanceOf(WriterStep.Rest.class);
    assertThat(admit(1001)).isEqualTo(new Verdict.Unleased());

    state.registered(FIRST);

    assertThat(admit(1002)).isEqualTo(new Verdict.Unleased());
    assertThat(state.next(1002)).isEqualTo(new WriterStep.Poll(FIRST, 1002));
  }

  @Test
  void aRegistrationThatWasNotAcknowledgedIsTriedUnderAnotherId() {
    state.next(1000);
    state.notRegistered(FIRST);
    assertThat(state.next(1001)).isEqualTo(new WriterStep.Register(SECOND));
  }

  @ParameterizedTest
  @CsvSource({"1000,true", "1004,true", "1009,true", "1010,false", "1011,false"})
  void theLeaseCountsFromTheBeginningOfThePoll(long now, boolean valid) {
    poll(1000, 1004);
    assertThat(admit(now) instanceof Verdict.Admit).isEqualTo(valid);
    assertThat(state.leased(now)).isEqualTo(valid);
  }

  @Test
  void oneReadingOfTheClockFixesTheDeadline() {
    poll(1000, 1000);
    assertThat(admit(1003)).isEqualTo(new Verdict.Admit(1023));
  }

  @ParameterizedTest
  @CsvSource({"1022,true", "1023,false", "1030,false"})
  void nothingIsSentFromTheDeadlineOnAndNoRetryRenewsIt(long now, boolean sent) {
    poll(1000, 1000);
    WorkEntry work = admitted(1003);
    assertThat(state.send(work, 1021)).isTrue();
    assertThat(state.send(work, now)).isEqualTo(sent);
  }

  @Test
  void nothingIsSentByWorkThatIsClosed() {
    poll(1000, 1000);
    WorkEntry work = admitted(1001);
    state.close(work, 1002);
    assertThatThrownBy(() -> state.send(work, 1003)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aFenceIsRefusedAsSoonAsItIsReadWithOrWithoutALease() {
    poll(1000, 1000);
    fence(7);
    assertThat(admit(1001)).isEqualTo(new Verdict.Refuse(UID));
    assertThat(admit(2000)).isEqualTo(new Verdict.Refuse(UID));
  }

  @Test
  void anIdleWriterObservesAFenceAtOnce() {
    poll(1000, 1000);
    fence(7);
    assertThat(state.next(1001)).isEqualTo(new WriterStep.Observe(FIRST, 7));
  }

  @Test
  void aWriterObservesTheFencesThatItFoundAtItsStart() {
    state.next(999);
    state.registered(FIRST);
    WriterStep.Poll poll = (WriterStep.Poll) state.next(1000);
    fence(3);
    state.polled(poll, 1001);
    assertThat(state.next(1001)).isEqualTo(new WriterStep.Observe(FIRST, 3));
  }

  @Test
  void anObservationThatWasNotAcknowledgedIsRepeatedAndOneThatWasIsNot() {
    poll(1000, 1000);
    fence(7);
    WriterStep.Observe observe = (WriterStep.Observe) state.next(1001);
    state.notObserved(observe);
    assertThat(state.next(1001)).isEqualTo(observe);
    state.observed(observe);
    assertThat(state.next(1001)).isInstanceOf(WriterStep.Rest.class);
  }

  @Test
  void observedWaitsForWorkThatIsNotClosedEvenPastItsDeadline() {
    poll(1000, 1000);
    WorkEntry work = admitted(1001);
    fence(7);
    assertThat(observes(1100)).isFalse();
    assertThat(state.close(work, 1101)).isTrue();
    assertThat(observes(1101)).isTrue();
  }

  @Test
  void observedDoesNotWaitForWorkThatWasAdmittedAfterTheFence() {
    poll(1000, 1000);
    fence(7);
    WorkEntry later = state.enter();
    assertThat(state.decide(later, List.of(SECOND), 1001)).isInstanceOf(Verdict.Admit.class);
    assertThat(observes(1002)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"1010,false", "1015,false", "1016,true"})
  void observedWaitsALandingBoundFromTheReturnOfARequestWithoutAnswer(long now, boolean due) {
    poll(1000, 1000);
    WorkEntry work = admitted(1001);
    state.send(work, 1002);
    fence(7);
    state.unanswered(work, 1010);
    state.close(work, 1010);
    assertThat(observes(now)).isEqualTo(due);
  }

  @Test
  void anAnswerToTheRetryDoesNotSettleTheAttemptBefore() {
    poll(1000, 1000);
    WorkEntry work = admitted(1001);
    fence(7);
    state.send(work, 1002);
    state.unanswered(work, 1004);
    state.send(work, 1004);
    state.answered(work);
    state.close(work, 1005);
    assertThat(observes(1009)).isFalse();
    assertThat(observes(1010)).isTrue();
  }

  @Test
  void aRequestWhoseEndWasNotToldCountsAsUnansweredFromTheClosing() {
    poll(1000, 1000);
    WorkEntry work = admitted(1001);
    fence(7);
    state.send(work, 1002);
    state.close(work, 1008);
    assertThat(observes(1013)).isFalse();
    assertThat(observes(1014)).isTrue();
  }

  @Test
  void answeredWorkIsObservedWithoutWaiting() {
    poll(1000, 1000);
    WorkEntry work = admitted(1001);
    fence(7);
    state.send(work, 1002);
    state.answered(work);
    state.close(work, 1003);
    assertThat(observes(1003)).isTrue();
  }

  @Test
  void theNewestFenceWhoseWorkIsOverIsObservedNotOneThatStillWaits() {
    poll(1000, 1000);
    WorkEntry first = admitted(1001);
    fence(7);
    WorkEntry second = state.enter();
    state.decide(second, List.of(SECOND), 1001);
    state.fenced(new Fence(8, SECOND, ScopeType.ITEM, "er"));
    state.close(first, 1002);
    assertThat(state.next(1001)).isEqualTo(new WriterStep.Observe(FIRST, 7));
  }

  @Test
  void anEvictedWriterAdmitsNothingUntilItHasRegisteredAnew() {
    poll(1000, 1000);
    WorkEntry old = admitted(1001);
    fence(7);
    state.struckOff(FIRST);
    assertThat(state.leased(1002)).isFalse();
    assertThat(state.next(1002)).isEqualTo(new WriterStep.Register(SECOND));
    state.registered(SECOND);
    state.polled((WriterStep.Poll) state.next(1003), 1003);

    assertThat(state.leased(1004)).isTrue();
    assertThat(observes(1004)).as("old work still counts under the new id").isFalse();
    state.close(old, 1004);
    assertThat(state.next(1004)).isEqualTo(new WriterStep.Observe(SECOND, 7));
  }

  @Test
  void aPollOfAnIdThatWasGivenUpGrantsNothing() {
    state.next(1000);
    state.registered(FIRST);
    WriterStep.Poll poll = (WriterStep.Poll) state.next(1000);
    state.struckOff(FIRST);
    state.polled(poll, 1001);
    assertThat(state.leased(1001)).isFalse();
  }

  @Test
  void aWriterThatHasNotRenewedForTenMinutesTakesANewId() {
    poll(1000, 1000);
    long late = 1001 + Lease.LONGEST_SILENCE.toNanos();
    WriterStep.Poll poll = (WriterStep.Poll) state.next(late);

    state.polled(poll, late);

    assertThat(state.leased(late)).isFalse();
    assertThat(state.next(late)).isEqualTo(new WriterStep.Register(SECOND));
  }

  @Test
  void aPollThatDidNotReachTheEndGrantsNothing() {
    state.next(1000);
    state.registered(FIRST);
    state.next(1000);
    state.notPolled();
    assertThat(state.leased(1001)).isFalse();
    assertThat(state.next(1001)).isEqualTo(new WriterStep.Poll(FIRST, 1001));
  }

  @Test
  void aGracefulStopLeavesTheRollWhenNothingCanLandAnyMore() {
    poll(1000, 1000);
    WorkEntry work = admitted(1000);
    state.send(work, 1000);
    state.stop();
    assertThat(admit(1001)).isEqualTo(new Verdict.Unleased());
    assertThat(state.next(1001)).isEqualTo(new WriterStep.Rest(1));
    state.close(work, 1001);
    assertThat(state.next(1001)).isInstanceOf(WriterStep.Rest.class);
    state.polled((WriterStep.Poll) state.next(1007), 1007);
    assertThat(state.next(1007)).isEqualTo(new WriterStep.Leave(FIRST));
    state.left();
    assertThat(state.next(1008)).isEqualTo(new WriterStep.Done());
  }

  @Test
  void workUnderAWarrantRequiresTheFenceThatOtherWorkMustNotMeet() {
    poll(1000, 1000);
    assertThat(warranted(7, 1100, 1001)).isEqualTo(WarrantVerdict.BEHIND);
    fence(7);
    assertThat(warranted(7, 1100, 1001)).isEqualTo(WarrantVerdict.ADMIT);
    assertThat(admit(1001)).isEqualTo(new Verdict.Refuse(UID));
  }

  @Test
  void theFenceOfAParentIsOne() {
    poll(1000, 1000);
    fence(7);
    Warrant below = new Warrant(List.of(UID, SECOND), 7, Instant.EPOCH);
    assertThat(state.decide(state.enter(), below, 1100, 1001)).isEqualTo(WarrantVerdict.ADMIT);
  }

  @Test
  void theAbsenceOfTheFenceIsARefusalOnlyOnceTheWarrantsSequenceIsReached() {
    poll(1000, 1000);
    assertThat(warranted(7, 1100, 1001)).isEqualTo(WarrantVerdict.BEHIND);
    state.fenced(new Fence(7, SECOND, ScopeType.ITEM, "er"));
    assertThat(warranted(7, 1100, 1001)).isEqualTo(WarrantVerdict.UNFENCED);
  }

  @ParameterizedTest
  @CsvSource({"1010,1009", "1023,1022", "1100,1022"})
  void theDeadlineUnderAWarrantIsCutToItsExpiry(long expiresAt, long lastSent) {
    poll(1000, 1000);
    fence(7);
    WorkEntry work = state.enter();
    assertThat(state.decide(work, warrant(7), expiresAt, 1003)).isEqualTo(WarrantVerdict.ADMIT);
    assertThat(state.send(work, lastSent)).isTrue();
    assertThat(state.send(work, lastSent + 1)).isFalse();
  }

  @Test
  void anExpiredWarrantAndALeaseThatIsOverAdmitNothing() {
    poll(1000, 1000);
    fence(7);
    assertThat(warranted(7, 1001, 1001)).isEqualTo(WarrantVerdict.EXPIRED);
    assertThat(warranted(7, 1100, 1010)).isEqualTo(WarrantVerdict.UNLEASED);
  }

  @Test
  void aLaterFenceIsObservedOnlyWhenWorkUnderAWarrantIsOver() {
    poll(1000, 1000);
    fence(7);
    assertThat(observes(1001)).isTrue();
    state.observed(new WriterStep.Observe(FIRST, 7));
    WorkEntry work = state.enter();
    state.decide(work, warrant(7), 1100, 1001);
    state.fenced(new Fence(8, SECOND, ScopeType.ITEM, "er"));
    assertThat(observes(1002)).isFalse();
    state.close(work, 1002);
    assertThat(observes(1002)).isTrue();
  }

  private WarrantVerdict warranted(long fence, long expiresAt, long now) {
    return state.decide(state.enter(), warrant(fence), expiresAt, now);
  }

  private static Warrant warrant(long fence) {
    return new Warrant(List.of(UID), fence, Instant.EPOCH);
  }

  private void poll(long began, long ended) {
    state.next(began - 1);
    state.registered(FIRST);
    state.polled((WriterStep.Poll) state.next(began), ended);
  }

  private void fence(long sequence) {
    state.fenced(new Fence(sequence, UID, ScopeType.SOURCE, "er"));
  }

  private Verdict admit(long now) {
    return state.decide(state.enter(), List.of(UID), now);
  }

  private WorkEntry admitted(long now) {
    WorkEntry entry = state.enter();
    assertThat(state.decide(entry, List.of(UID), now)).isInstanceOf(Verdict.Admit.class);
    return entry;
  }

  /** Polls as often as is asked for, then says whether an observation is due. */
  private boolean observes(long now) {
    WriterStep step = state.next(now);
    if (step instanceof WriterStep.Poll poll) {
      state.polled(poll, now);
      step = state.next(now);
    }
    return step instanceof WriterStep.Observe;
  }
}
