package io.palimpsest.ingest.migration.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.ingest.migration.run.Progress.Sample;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressPlotTest {
  private static final Instant BEGIN = Instant.parse("2026-11-29T10:00:00Z");

  @Test
  void recordsAndRateAreDrawnAndEachPhaseHasALine() {
    String page = ProgressPlot.of(List.of(at(0, "2", 0), at(10, "2", 500), at(20, "3", 700)));
    assertThat(page)
        .contains("700 records in 20.0 s")
        .contains("points=\"0.0,220.0 380.0,77.1 760.0,20.0\"")
        .contains("<tr><td>2<td>500<td>10.0<td>50.0")
        .contains("<tr><td>3<td>200<td>10.0<td>20.0");
    assertThat(page.split("<rect", -1)).hasSize(41);
  }

  @Test
  void theBarsTogetherAreWhatWasDone() {
    List<Sample> samples = List.of(at(0, "2", 100), at(3, "2", 500), at(20, "2", 700));
    double bar = 20.0 / 40;
    assertThat(Arrays.stream(ProgressPlot.rates(samples)).sum() * bar).isEqualTo(700.0);
  }

  @Test
  void aStepThatIsDoneAgainAfterACrashDrawsNothingBack() {
    List<Sample> samples = List.of(at(0, "2", 200), at(5, "2", 100), at(10, "2", 300));
    assertThat(Arrays.stream(ProgressPlot.rates(samples)).min()).hasValue(0);
    assertThat(ProgressPlot.of(samples)).contains("300 records in 10.0 s");
  }

  @Test
  void nothingAndOneMomentArePagesToo() {
    assertThat(ProgressPlot.of(List.of())).contains("Nothing was done");
    assertThat(ProgressPlot.of(List.of(at(0, "2", 5)))).contains("5 records").doesNotContain("NaN");
    assertThat(ProgressPlot.of(List.of(at(0, "<b>", 5)))).doesNotContain("<b>");
  }

  private static Sample at(int second, String phase, long done) {
    return new Sample(BEGIN.plusSeconds(second), phase, done);
  }
}
