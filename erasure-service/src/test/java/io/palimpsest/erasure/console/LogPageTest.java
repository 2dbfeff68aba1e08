package io.palimpsest.erasure.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an auditor is told by the log's page, and that nothing that is wrong is passed over. */
class LogPageTest {
  private static final Visitor.Shown AUDITOR =
      new Visitor.Shown("otto", List.of("auditor"), true, false, false, "form-token");
  private static final String ROW_GAP = "have a gap, or one is not in the log's one form";
  private static final String NO_WITNESS = "There is no witness";

  private final Pages pages =
      new Pages(Clock.fixed(Instant.parse("2026-03-02T10:15:30Z"), ZoneOffset.UTC));

  @Test
  void withoutAWitnessItSaysSo() {
    assertThat(page(state(List.of(), List.of(), true, null), true))
        .contains(NO_WITNESS, "This is your first visit", "<code>root</code>", "<polygon")
        .doesNotContain("have cosigned it");
  }

  @Test
  void whoCosignedIsCountedAndAMissingQuorumIsSaid() {
    List<String> two = List.of("one", "two");

    assertThat(page(state(two, two, true, null), true))
        .contains("2 of 2 have cosigned it")
        .doesNotContain("no quorum", NO_WITNESS);
    assertThat(page(state(two, List.of("two"), false, null), true))
        .contains("1 of 2 have cosigned it; that is no quorum yet");
  }

  @Test
  void aVisitorSeesWhetherTheLogGoesOnFromTheLastVisit() {
    assertThat(
            page(state(List.of(), List.of(), true, new LogVisit.Since(40, "old", 2, true)), true))
        .contains("40 entries that you saw last are the beginning", "2 came since")
        .doesNotContain("another history");
    assertThat(
            page(state(List.of(), List.of(), true, new LogVisit.Since(40, "old", 2, false)), true))
        .contains("That is another history", "<code>old</code>", "role=\"alert\"")
        .doesNotContain("are the beginning");
  }

  @Test
  void aGapOfThePageIsSaid() {
    LogState state = state(List.of(), List.of(), true, null);

    assertThat(page(state, false)).contains(ROW_GAP, "not in the log's form");
    assertThat(page(state, true)).contains("without a gap").doesNotContain(ROW_GAP);
  }

  @Test
  void beforeTheFirstCheckpointNothingIsSigned() {
    LogState none =
        new LogState(null, 0, null, List.of(), List.of(), false, LogGrowth.of(0, 0), null);

    assertThat(page(none, true)).contains("Nothing is signed yet", NO_WITNESS);
  }

  private static LogState state(
      List<String> witnesses, List<String> cosigned, boolean believed, LogVisit.Since since) {
    return new LogState(
        "log.example/a", 42, "root", witnesses, cosigned, believed, LogGrowth.of(42, 40), since);
  }

  private String page(LogState state, boolean consistent) {
    return pages.page(
        "log",
        Map.of(
            "visitor",
            AUDITOR,
            "rows",
            List.of(new LogPages.Row(41, null, Map.of())),
            "consistent",
            consistent,
            "state",
            state,
            "older",
            -1L));
  }
}
