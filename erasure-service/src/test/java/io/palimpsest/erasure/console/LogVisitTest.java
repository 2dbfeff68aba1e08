package io.palimpsest.erasure.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.tree.Hash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogVisitTest {
  private static final Hash ROOT = Hash.leaf(new byte[] {1});

  @Test
  void theCookieTellsWhatWasSeen() {
    LogVisit visit = new LogVisit(1_000_000, ROOT);

    assertThat(LogVisit.of(visit.cookie(true).getValue())).contains(visit);
    assertThat(visit.cookie(true).getValue()).as("is not quoted").matches("[\\w.-]+");
    assertThat(visit.cookie(true).isHttpOnly()).isTrue();
    assertThat(visit.cookie(true).isSecure()).isTrue();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "7", "7.", "x.y", "-1.abc", "7.<script>", "99999999999999999999.a"})
  void whatIsNoSuchCookieIsAFirstVisit(String cookie) {
    assertThat(LogVisit.of(cookie)).isEmpty();
  }

  @Test
  void theDrawingHasATriangleForEachCompleteSubtreeAndSaysWhatIsNew() {
    LogGrowth growth = LogGrowth.of(13, 9);

    assertThat(growth.peaks()).extracting(LogGrowth.Peak::entries).containsExactly(8L, 4L, 1L);
    assertThat(growth.peaks())
        .extracting(LogGrowth.Peak::since)
        .containsExactly("old", "grown", "fresh");
    assertThat(growth.peaks()).extracting(LogGrowth.Peak::first).containsExactly(0L, 8L, 12L);
  }

  @Test
  void theDrawingOfAnyLogFitsAPage() {
    assertThat(LogGrowth.of(0, 0).peaks()).isEmpty();
    assertThat(LogGrowth.of((1L << 40) - 1, 0).width()).isLessThan(7_000);
    assertThat(LogGrowth.of(1_048_575, 0).width()).isLessThan(1_600);
  }
}
