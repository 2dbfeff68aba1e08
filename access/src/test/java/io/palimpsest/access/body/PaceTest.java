package io.palimpsest.access.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long SECOND = 1_000_000_000L;

  private final Pace pace = new Pace(Duration.ofSeconds(10), 1_000);

  @Test
  void whoSendsNothingForLongerThanThePatienceIsTooSlow() {
    pace.waiting(0);

    assertThat(pace.isTooSlow(10 * SECOND)).isFalse();
    assertThat(pace.isTooSlow(10 * SECOND + 1)).isTrue();
  }

  @Test
  void whoTricklesIsTooSlowOnceThePatienceIsUsedUp() {
    for (long second = 0; second < 10; second++) {
      pace.waiting(second * SECOND);
      pace.came(1, second * SECOND + 1);
      pace.waiting(second * SECOND + 1);
      assertThat(pace.isTooSlow((second + 1) * SECOND)).isFalse();
    }

    assertThat(pace.isTooSlow(11 * SECOND)).isTrue();
  }

  @Test
  void whoSendsSteadilyMayTakeAsLongAsTheBodyIsLong() {
    pace.waiting(0);
    for (long second = 1; second < 3_600; second++) {
      pace.came(1_001, second * SECOND);
      pace.waiting(second * SECOND);
      assertThat(pace.isTooSlow((second + 1) * SECOND - 1)).isFalse();
    }
  }

  @Test
  void timeInWhichNobodyAsksForMoreDoesNotCount() {
    pace.waiting(0);
    pace.came(10, SECOND);

    assertThat(pace.isTooSlow(3_600 * SECOND)).isFalse();
    pace.waiting(3_600 * SECOND);
    assertThat(pace.isTooSlow(3_609 * SECOND)).isFalse();
    assertThat(pace.isTooSlow(3_611 * SECOND)).isTrue();
  }
}
