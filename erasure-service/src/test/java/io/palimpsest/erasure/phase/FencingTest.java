package io.palimpsest.erasure.phase;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.erasure.model.State;
import io.palimpsest.event.ScopeType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the log is told of the drain. */
class FencingTest {
  private static final Duration GRACE = Duration.ofSeconds(6);

  private final ErasureRequest fenced =
      Fencing.fenced(
          Samples.received(ScopeType.CREATOR, Standing.COMPLIANCE, false), 7, Samples.NOW);

  @Test
  void writersThatWereEvictedAreSaidBeforeTheDrainWithTheirNumber() {
    List<Statement> said = Samples.said(Fencing.drained(fenced, 3, 2, Samples.NOW));
    assertThat(said)
        .extracting(Statement::type)
        .endsWith(EntryType.FENCED, EntryType.WRITER_EVICTED, EntryType.DRAINED);
    assertThat(said.get(said.size() - 2).data()).containsEntry(AuditField.WRITERS, 2L);
  }

  @Test
  void whereAllWritersStoppedByThemselvesNoneWasEvicted() {
    assertThat(Samples.said(Fencing.drained(fenced, 3, 0, Samples.NOW)))
        .extracting(Statement::type)
        .endsWith(EntryType.FENCED, EntryType.DRAINED)
        .doesNotContain(EntryType.WRITER_EVICTED);
  }

  @Test
  void whoeverAsksForTheDrainAnewAfterAFenceOfBeforeOwesASecondDelete() {
    Step atOnce = Fencing.next(fenced, (State.Fenced) fenced.state(), at(Duration.ZERO));
    assertThat(atOnce).isEqualTo(new Step.Drain(7, false));
    Step later = Fencing.next(fenced, (State.Fenced) fenced.state(), at(GRACE.plusMillis(1)));
    assertThat(later).isEqualTo(new Step.Drain(7, true));

    ErasureRequest drained = Fencing.drained(fenced, 3, 0, Samples.NOW);
    assertThat(drained.past().secondDelete()).isFalse();
    ErasureRequest late = Fencing.drainedLate(drained, Samples.NOW);
    assertThat(late.past().secondDelete()).isTrue();
    assertThat(late.state()).isInstanceOf(State.Drained.class);
  }

  private static Situation at(Duration afterTheFence) {
    return new Situation(() -> false, Optional.empty(), Samples.NOW.plus(afterTheFence), GRACE);
  }
}
