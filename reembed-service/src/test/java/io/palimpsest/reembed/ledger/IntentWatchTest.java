package io.palimpsest.reembed.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.reembed.change.Entity;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.SourceId;
import io.palimpsest.tenancy.TwinId;
import io.palimpsest.vectorstore.Ownership;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IntentWatchTest {
  private static final Duration WAIT = Duration.ofSeconds(3);
  private static final Entity ENTITY =
      new Entity(
          new Ownership.OfSource(
              new CreatorId("a"),
              new TwinId("b"),
              new SourceId("doc"),
              new UUID(0, 1),
              new UUID(0, 2),
              new UUID(0, 3)));
  private static final LedgerRow ROW =
      LedgerRow.unknown("main", ENTITY, new Rendering("creator_a_twin_b", "m1", "c1"));

  private long now = 7;
  private final IntentWatch watch = new IntentWatch(() -> now, WAIT);

  @Test
  void anIntentIsLeftAloneFromWhenItWasFirstReadUntilNothingOfItCanLand() {
    LedgerRow open = opened();
    assertThat(watch.left(open)).isEqualTo(WAIT);
    now += WAIT.toNanos() - 1;
    assertThat(watch.left(open)).isEqualTo(Duration.ofNanos(1));
    now++;
    assertThat(watch.left(open)).isZero();
  }

  @Test
  void anotherIntentBeginsAnew() {
    assertThat(watch.left(opened())).isEqualTo(WAIT);
    now += WAIT.toNanos();
    assertThat(watch.left(opened())).isEqualTo(WAIT);
  }

  @Test
  void anIntentUnderWhichNothingIsSentIsWorkedOnAtOnceAndTheNextIsNot() {
    LedgerRow open = opened();
    watch.nothingIsSent(open);
    assertThat(watch.left(open)).isZero();
    assertThat(watch.left(opened())).isEqualTo(WAIT);
  }

  private static LedgerRow opened() {
    return ROW.opened(Set.of("doc#1"), Set.of());
  }
}
