package io.palimpsest.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.event.PortfolioItemState;
import io.palimpsest.event.SealedState;
import io.palimpsest.event.SourceState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SealedStatesTest {
  private static final UUID ENTITY = UUID.fromString("6f1c1d6e-52c5-4a5b-9d38-0c7a3a0a7d0e");
  private static final SourceState STATE =
      SourceState.newBuilder()
          .setTitle("Getting started")
          .setMediaType("text/plain")
          .setMetadata(Map.of("tags", List.of("a", "b"), "year", 2026L, "open", true))
          .setContent(ByteBuffer.wrap("a secret text".getBytes(StandardCharsets.UTF_8)))
          .setSha256("0".repeat(64))
          .build();

  private final DataKey key = DataKey.generate();

  @Test
  void aSealedStateOpensToWhatItWasAndShowsNothingOfIt() {
    SealedState sealed = SealedStates.seal(ENTITY, STATE, key);

    assertThat(new String(sealed.getCiphertext().array(), StandardCharsets.ISO_8859_1))
        .doesNotContain("secret", "Getting", "text/plain");
    assertThat(sealed.getAlgorithm()).isEqualTo("AES256_GCM");
    assertThat(SealedStates.open(sealed, SourceState.class, key)).isEqualTo(STATE);
    assertThat(SealedStates.open(sealed, SourceState.class, DataKey.ofSecret(key.secret())))
        .isEqualTo(STATE);
  }

  @Test
  void itOpensNeitherUnderAnotherKeyNorForAnotherEntityNorAsAnotherKindOfState() {
    SealedState sealed = SealedStates.seal(ENTITY, STATE, key);
    SealedState moved =
        SealedState.newBuilder(sealed).setKeyUid(UUID.fromString("0-0-0-0-1")).build();

    broken(sealed, SourceState.class, DataKey.generate());
    broken(moved, SourceState.class, key);
    broken(sealed, PortfolioItemState.class, key);
  }

  @Test
  void everyFlippedBitBreaksTheSeal() {
    byte[] ciphertext = SealedStates.seal(ENTITY, STATE, key).getCiphertext().array();
    int opened = 0;
    for (int bit = 0; bit < ciphertext.length * 8; bit++) {
      byte[] altered = ciphertext.clone();
      altered[bit / 8] ^= (byte) (1 << (bit % 8));
      try {
        key.open(altered, ENTITY.toString());
        opened++;
      } catch (BrokenSealException expected) {
        assertThat(expected).hasMessageNotContaining("secret");
      }
    }
    assertThat(opened).isZero();
    assertThat(key.open(ciphertext, ENTITY.toString())).isNotEmpty();
  }

  @Test
  void aWrappedKeyIsUnwrappedByItsWrapperForItsContextAlone() {
    DataKey container = DataKey.generate();
    byte[] wrapped = container.wrap(key, "here");
    byte[] sealed = key.seal(new byte[] {1, 2, 3}, "c");

    assertThat(container.unwrap(wrapped, "here").open(sealed, "c")).containsExactly(1, 2, 3);
    assertThatThrownBy(() -> container.unwrap(wrapped, "there"))
        .isInstanceOf(BrokenSealException.class);
    assertThatThrownBy(() -> DataKey.generate().unwrap(wrapped, "here"))
        .isInstanceOf(BrokenSealException.class);
    assertThat(key).hasToString("DataKey");
  }

  private static void broken(
      SealedState sealed,
      Class<? extends org.apache.avro.specific.SpecificRecord> type,
      DataKey key) {
    assertThatThrownBy(() -> SealedStates.open(sealed, type, key))
        .isInstanceOf(BrokenSealException.class);
  }
}
