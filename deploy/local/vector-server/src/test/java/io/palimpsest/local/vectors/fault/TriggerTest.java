package io.palimpsest.local.vectors.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TriggerTest {
  @Test
  void everyThirdBehindTheSkippedOnesUntilEnough() {
    assertThat(firing(new Trigger(2, 3, 1, 2), 20)).containsExactly(4L, 7L);
  }

  @Test
  void firesAlwaysWhenNothingIsSaid() {
    assertThat(firing(new Trigger(0, 1, 1, Long.MAX_VALUE), 3)).containsExactly(0L, 1L, 2L);
  }

  @Test
  void probabilityIsAboutTheShareAndTheSameForTheSameSeed() {
    Trigger trigger = new Trigger(0, 1, 0.3, Long.MAX_VALUE);
    assertThat(firing(trigger, 1_000)).hasSizeBetween(250, 350).isEqualTo(firing(trigger, 1_000));
  }

  @Test
  void senselessNumbersAreRefused() {
    assertThatThrownBy(() -> new Trigger(-1, 1, 1, 1)).hasMessageContaining("skip");
    assertThatThrownBy(() -> new Trigger(0, 0, 1, 1)).hasMessageContaining("every");
    assertThatThrownBy(() -> new Trigger(0, 1, 0, 1)).hasMessageContaining("probability");
    assertThatThrownBy(() -> new Trigger(0, 1, Double.NaN, 1)).hasMessageContaining("probability");
  }

  private static List<Long> firing(Trigger trigger, int calls) {
    Random random = new Random(1);
    List<Long> fired = new ArrayList<>();
    for (long seen = 0; seen < calls; seen++) {
      if (trigger.fires(seen, fired.size(), random)) {
        fired.add(seen);
      }
    }
    return fired;
  }
}
