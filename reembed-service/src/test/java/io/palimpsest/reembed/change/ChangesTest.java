package io.palimpsest.reembed.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.event.Change;
import io.palimpsest.event.ContentReference;
import io.palimpsest.event.ScopeRef;
import io.palimpsest.event.ScopeType;
import io.palimpsest.event.SourceChanged;
import io.palimpsest.event.SourceState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangesTest {
  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, Integer.MAX_VALUE + 1L, Long.MAX_VALUE})
  void aSizeThatNoContentHasIsPoisonAndNoFault(long size) {
    assertThatThrownBy(() -> Changes.of(source(size)))
        .isInstanceOfSatisfying(
            InvalidChangeException.class,
            refused -> assertThat(refused.reason()).isEqualTo("change.content_size"));
  }

  @Test
  void theLargestSizeOfAllIsRead() {
    assertThat(Changes.of(source(Integer.MAX_VALUE)).document().orElseThrow().size())
        .isEqualTo(Integer.MAX_VALUE);
  }

  private static SourceChanged source(long size) {
    UUID uid = UUID.randomUUID();
    return SourceChanged.newBuilder()
        .setEventId(UUID.randomUUID())
        .setUid(uid)
        .setScopePath(
            List.of(
                new ScopeRef(ScopeType.CREATOR, "creator", UUID.randomUUID()),
                new ScopeRef(ScopeType.TWIN, "twin", UUID.randomUUID()),
                new ScopeRef(ScopeType.SOURCE, "source", uid)))
        .setRevision(1)
        .setChange(Change.UPSERT)
        .setState(state(size))
        .setOccurredAt(Instant.EPOCH)
        .setProducer("test")
        .build();
  }

  private static SourceState state(long size) {
    return SourceState.newBuilder()
        .setTitle("t")
        .setMediaType("text/plain")
        .setMetadata(Map.of())
        .setContent(new ContentReference("c1", size, "0".repeat(64)))
        .setSha256("0".repeat(64))
        .build();
  }
}
