package io.palimpsest.erasure.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.event.ErasureState;
import io.palimpsest.event.ErasureStatusChanged;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OuterReaderTest {
  private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");

  @Test
  void anOldStateThatLiesBehindANewerOneIsNotTheNewest() {
    ErasureStatusChanged received = state(ErasureState.RECEIVED, NOW);
    ErasureStatusChanged fenced = state(ErasureState.FENCED, NOW.plusSeconds(1));
    ErasureStatusChanged drained = state(ErasureState.DRAINED, NOW.plusSeconds(1));

    assertThat(OuterReader.later(received, fenced)).isSameAs(fenced);
    assertThat(OuterReader.later(fenced, received)).isSameAs(fenced);
    assertThat(OuterReader.later(fenced, drained)).as("as they lie").isSameAs(drained);
  }

  private static ErasureStatusChanged state(ErasureState state, Instant at) {
    ErasureStatusChanged event = new ErasureStatusChanged();
    event.setState(state);
    event.setOccurredAt(at);
    return event;
  }
}
