package io.palimpsest.reembed.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageTest {
  /** The table: which side is read, written, authoritative and compared in each stage. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # stage,   answers, written too, compared
          OFF,       main,    -,           -
          DUALWRITE, main,    next,        -
          SHADOW,    main,    next,        next
          LIVE,      next,    main,        main
          RAMPDOWN,  next,    main,        -
          COMPLETE,  next,    -,           -
          """)
  void eachStageSaysWhoAnswersWhoIsWrittenAndWhoIsCompared(
      Stage stage, String answers, String writtenToo, String compared) {
    Route route = route(stage, true);
    assertThat(route.answering()).isEqualTo(answers);
    assertThat(route.alsoWritten()).isEqualTo(Optional.ofNullable(writtenToo));
    assertThat(route.compared()).isEqualTo(Optional.ofNullable(compared));
    assertThat(stage.writes()).as("who answers is written").contains(stage.answers());
  }

  /** Every pair of stages, with a second side that has had everything and lacks nothing. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          OFF,       DUALWRITE
          DUALWRITE, OFF SHADOW
          SHADOW,    OFF DUALWRITE LIVE
          LIVE,      OFF DUALWRITE SHADOW RAMPDOWN
          RAMPDOWN,  OFF DUALWRITE SHADOW LIVE COMPLETE
          COMPLETE,  ''
          """)
  void itGoesForwardStepByStepAndBackFromEverywhereButTheEnd(Stage from, String allowed) {
    List<String> expected = allowed.isEmpty() ? List.of() : List.of(allowed.split(" "));
    for (Stage next : Stage.values()) {
      assertThat(Moves.obstacle(route(from, true), next, 0).isEmpty())
          .as(from + " -> " + next)
          .isEqualTo(expected.contains(next.name()));
    }
  }

  @Test
  void nothingIsReadFromASideThatHasNotHadEverything() {
    assertThat(Moves.obstacle(route(Stage.DUALWRITE, false), Stage.SHADOW, 0))
        .hasValue("route.not_backfilled");
    assertThat(Moves.obstacle(route(Stage.SHADOW, true), Stage.LIVE, 1))
        .hasValue("route.second_side_lacks_changes");
    assertThat(Moves.obstacle(route(Stage.LIVE, true), Stage.SHADOW, 1))
        .as("the way back, too")
        .hasValue("route.second_side_lacks_changes");
    assertThat(Moves.obstacle(route(Stage.RAMPDOWN, true), Stage.COMPLETE, 0)).isEmpty();
  }

  private static Route route(Stage stage, boolean backfilled) {
    return new Route(UUID.randomUUID(), "main", "next", stage, backfilled, 1, List.of());
  }
}
