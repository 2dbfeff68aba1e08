package io.palimpsest.fencing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Patience 35; the clock starts at 1000. */
class RollCallTest {
  private static final FenceBounds BOUNDS =
      new FenceBounds(Duration.ofNanos(10), Duration.ofNanos(20), Duration.ofNanos(5));
  private static final UUID A = new UUID(0, 1);
  private static final UUID B = new UUID(0, 2);

  private final RollCall rollCall = new RollCall(BOUNDS, Guard.all());

  @Test
  void anEmptyRollIsDrainedAsSoonAsItWasReadToItsEnd() {
    rollCall.call(7, "er", 1000);
    assertThat(rollCall.next(1000)).containsExactly(new RollOrder.ReadRoll(Set.of(7L)));
    assertThat(rollCall.progress(7, 1000)).isEqualTo(new Drain.ReadingRoll());
    assertThat(rollCall.next(1001)).isEmpty();

    rollCall.rollRead(Set.of(7L), -1);

    assertThat(rollCall.next(1001)).containsExactly(announced(7, Set.of(), Set.of()));
    assertThat(rollCall.progress(7, 1001)).isEqualTo(new Drain.Unknown());
  }

  @Test
  void drainedMeansThatEveryIdOnTheRollHasObserved() {
    rollCall.registered(0, A);
    rollCall.registered(1, B);
    called(7, 1);
    rollCall.observed(2, A, 7);
    assertThat(rollCall.next(1001)).isEmpty();
    assertThat(rollCall.progress(7, 1001))
        .isEqualTo(new Drain.Waiting(Set.of(B), Duration.ofNanos(34)));
    rollCall.observed(3, B, 6);
    assertThat(rollCall.next(1001)).isEmpty();
    rollCall.observed(4, B, 9);
    assertThat(rollCall.next(1001)).containsExactly(announced(7, Set.of(A, B), Set.of()));
  }

  @Test
  void anIdThatLeftTheRollIsNotWaitedForNorOneThatCameLater() {
    rollCall.registered(0, A);
    called(7, 0);
    rollCall.registered(1, B);
    rollCall.gone(A);
    assertThat(rollCall.next(1001)).containsExactly(announced(7, Set.of(), Set.of()));
  }

  @Test
  void anObservationWithoutARegistrationIsAWriterToo() {
    rollCall.observed(0, A, 3);
    called(7, 0);
    assertThat(rollCall.next(1001)).isEmpty();
  }

  @Test
  void aSilentIdIsEvictedWhenTheWholePatienceHasPassedAndNotBefore() {
    rollCall.registered(0, A);
    called(7, 0);
    assertThat(rollCall.restsFor(1000)).isEqualTo(35);
    assertThat(rollCall.next(1034)).isEmpty();
    assertThat(rollCall.next(1035)).containsExactly(new RollOrder.Evict(A, "er"));
    assertThat(rollCall.next(1036)).as("until the eviction is in the log").isEmpty();
    rollCall.evicted(1, A, 1037);
    assertThat(rollCall.next(1037)).containsExactly(announced(7, Set.of(), Set.of(A)));
  }

  @Test
  void anEvictionThatWasNotAcknowledgedIsTriedAgain() {
    rollCall.registered(0, A);
    called(7, 0);
    rollCall.next(1035);
    rollCall.notEvicted(A);
    assertThat(rollCall.next(1036)).containsExactly(new RollOrder.Evict(A, "er"));
  }

  @Test
  void forAnyOtherFenceAnEvictedIdCountsUntilItsTombstone() {
    rollCall.registered(0, A);
    rollCall.evicted(1, A, 1000);
    called(8, 1);
    assertThat(rollCall.next(1030)).isEmpty();
    rollCall.gone(A);
    assertThat(rollCall.next(1031)).containsExactly(announced(8, Set.of(), Set.of(A)));
  }

  @Test
  void whoWasBuriedBeforeTheRollWasReadWasNotEvictedForTheFence() {
    rollCall.call(8, "er", 1000);
    rollCall.next(1000);
    rollCall.evicted(1, A, 1000);
    rollCall.gone(A);
    rollCall.rollRead(Set.of(8L), 2);
    assertThat(rollCall.next(1031)).containsExactly(announced(8, Set.of(), Set.of()));
  }

  @Test
  void whoHadObservedAFenceBeforeItWasEvictedWasNotEvictedForIt() {
    rollCall.observed(0, A, 8);
    rollCall.observed(1, B, 7);
    called(8, 1);
    rollCall.evicted(2, A, 1000);
    rollCall.gone(A);
    rollCall.observed(3, B, 8);
    assertThat(rollCall.next(1031)).containsExactly(announced(8, Set.of(B), Set.of()));
  }

  @Test
  void anEvictedIdIsBuriedWhenTheSameSpanHasPassedAgain() {
    rollCall.evicted(1, A, 1000);
    assertThat(rollCall.restsFor(1000)).isEqualTo(35);
    assertThat(rollCall.next(1034)).isEmpty();
    assertThat(rollCall.next(1035)).containsExactly(new RollOrder.Bury(A));
    assertThat(rollCall.next(1036)).isEmpty();
    rollCall.notBuried(A);
    assertThat(rollCall.next(1037)).containsExactly(new RollOrder.Bury(A));
  }

  @Test
  void aRollThatCouldNotBeReadIsReadAgainForAllWhoWait() {
    rollCall.call(7, "er", 1000);
    rollCall.next(1000);
    rollCall.call(8, "er", 1000);
    assertThat(rollCall.next(1000)).as("one reading at a time").isEmpty();
    rollCall.rollNotRead(Set.of(7L));
    assertThat(rollCall.next(1001)).containsExactly(new RollOrder.ReadRoll(Set.of(7L, 8L)));
  }

  @Test
  void manyFencesShareOneRoll() {
    rollCall.registered(0, A);
    for (long sequence = 1; sequence <= 10_000; sequence++) {
      rollCall.call(sequence, "er", 1000);
    }
    List<RollOrder> orders = rollCall.next(1000);
    assertThat(orders).singleElement().isInstanceOf(RollOrder.ReadRoll.class);
    rollCall.rollRead(((RollOrder.ReadRoll) orders.getFirst()).sequences(), 0);
    rollCall.observed(1, A, 10_000);
    assertThat(rollCall.next(1001)).hasSize(10_000).allMatch(RollOrder.Announce.class::isInstance);
  }

  private void called(long sequence, long rollEnd) {
    rollCall.call(sequence, "er", 1000);
    rollCall.next(1000);
    rollCall.rollRead(Set.of(sequence), rollEnd);
  }

  private static RollOrder announced(long sequence, Set<UUID> observed, Set<UUID> evicted) {
    return new RollOrder.Announce(new Drained(sequence, observed, evicted));
  }
}
