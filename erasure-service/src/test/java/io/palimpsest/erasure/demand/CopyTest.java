package io.palimpsest.erasure.demand;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.event.DemandKind;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CopyTest {
  private static final UUID ID = new UUID(1, 1);

  @Test
  void theNewerOfTwoCopiesIsThatOfTheHigherVersionWhereverItLies() {
    Copy old = copy(3, CopyKeys.named(ID));
    Copy next = copy(4, CopyKeys.named(ID));

    assertThat(old.newer(next)).isSameAs(next);
    assertThat(next.newer(old)).as("appended again").isSameAs(next);
  }

  @Test
  void ofOneVersionThatWithoutNamesIsTheNewer() {
    Copy named = copy(3, CopyKeys.named(ID));
    Copy nameless = copy(3, CopyKeys.nameless(ID));

    assertThat(named.newer(nameless)).isSameAs(nameless);
    assertThat(nameless.newer(named)).as("appended again").isSameAs(nameless);
  }

  private static Copy copy(long version, String key) {
    return new Copy(ID, DemandKind.REQUEST, Optional.of("er_1"), version, key, new byte[] {1});
  }
}
