package io.palimpsest.erasure.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.erasure.console.Chart.Point;
import io.palimpsest.erasure.console.Chart.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tenants over time, as they are drawn and written. */
class TenantPagesTest {
  private static final Path WRITTEN = Path.of("target", "pages");
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
  private static final Span DAY = new Span(NOW.minus(Duration.ofHours(10)), NOW);
  private static final Visitor.Shown OPERATES =
      new Visitor.Shown("olga", List.of("operator"), false, false, true, "form-token");

  private final Words words = new Words(Clock.fixed(NOW, ZoneOffset.UTC));
  private final Pages pages = new Pages(Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void aLevelStaysUntilTheNextPointAndUntilNow() {
    Chart chart = Chart.level(List.of(at(2, 0), at(5, 50), at(9, 100)), DAY, 100, 101, 0, 100);

    assertThat(chart.line())
        .isEqualTo("20.0,101.0 50.0,101.0 50.0,51.0 90.0,51.0 90.0,1.0 100,1.0");
    assertThat(chart.area()).startsWith("20.0,101 ").endsWith(" 100,101");
    assertThat(chart.bars()).isEmpty();
  }

  @Test
  void aBarIsAsWideAsItsTimeAndCanBeSeenHoweverLowItIs() {
    Chart chart = Chart.bars(List.of(at(1, 200), at(8, 0)), DAY, Duration.ofHours(1), 100, 101);

    assertThat(chart.bars())
        .containsExactly(
            new Chart.Bar("10.0", "1.0", "10.0", "100.0"),
            new Chart.Bar("80.0", "100.0", "10.0", "1.0"));
    assertThat(chart.most()).isEqualTo(200);
  }

  @Test
  void whatLiesOutsideIsDrawnAtTheEdgeAndNothingIsNothing() {
    Chart chart = Chart.level(List.of(at(-5, 500), at(30, -500)), DAY, 100, 101, 0, 100);

    assertThat(chart.line()).isEqualTo("0.0,1.0 100.0,1.0 100.0,101.0 100,101.0");
    assertThat(Chart.level(List.of(), DAY, 100, 101, 0, 1).empty()).isTrue();
    assertThat(Chart.bars(List.of(), DAY, Duration.ofHours(1), 100, 101).empty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"100, 100", "99.9999, 99.99", "99.2, 99.20", "0, 0", "66.6667, 66.66"})
  void aShareIsNeverRoundedUpToAll(double percent, String said) {
    assertThat(words.share(percent)).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 ms", "999, 999 ms", "1000, 1.0 s", "59949, 59.9 s", "180000, 3 min"})
  void aTimeIsSaidInItsUnit(long millis, String said) {
    assertThat(words.took(millis)).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource({
    "erasure.topics, 1, 1 record of topics",
    "erasure.topics, 2, 2 records of topics",
    "vectors, 1204, '1,204 vectors'",
    "crm, 1, 1 at crm",
  })
  void ofOneThingNobodySaysThings(String participant, long number, String said) {
    assertThat(words.holding(participant, number)).isEqualTo(said);
  }

  @Test
  void aTenantIsDrawnFromWhatIsKnownOfItsHours() throws IOException {
    TenantFigures tenant = tenant("ada<script>");
    String page = pages.page("tenant", Map.of("visitor", OPERATES, "tenant", tenant));
    write("tenant", page);

    assertThat(tenant.changes()).isEqualTo(7);
    assertThat(tenant.overdue()).isEqualTo(1);
    assertThat(page)
        .contains("ada&lt;script&gt; / coach", "0 to 12", "66 to 100 %", "0 to 1.5 s")
        .contains("1 of 3 vectors in main were not as the ledger says", "66.66 %")
        .contains("1 change was not found")
        .doesNotContain("<script>alert", "ada<script>");
  }

  @Test
  void aTenantOfWhichNothingIsKnownIsShownWithoutDrawings() throws IOException {
    TenantFigures quiet =
        TenantFigures.of(
            new ObjectMapper()
                .readTree(
                    """
                    {"uid": "u-2", "type": "ORGANIZATION", "ids": ["acme"], "target": "main",
                     "vectors": 0, "coverage": null, "hours": []}\
                    """),
            DAY);
    String list =
        pages.page(
            "tenants",
            Map.of(
                "visitor",
                OPERATES,
                "text",
                "",
                "tenants",
                List.of(tenant("ada"), quiet),
                "next",
                "u-2"));
    write("tenants", list);
    String page = pages.page("tenant", Map.of("visitor", OPERATES, "tenant", quiet));

    assertThat(list)
        .contains("acme", "not measured", "no change", "/console/tenants?after=u-2")
        .contains("ada / coach", "66.66 %", "at most 1.5 s");
    assertThat(page)
        .contains("Nothing changed", "No lag was measured", "No reconcile compared this tenant")
        .doesNotContain("<svg");
  }

  private static TenantFigures tenant(String creator) throws IOException {
    String json =
        """
        {"uid": "u-1", "type": "TWIN", "ids": ["%s", "coach"], "target": "main", "vectors": 12,
         "coverage": {"hour": "2026-03-02T09:00:00Z", "target": "main", "percent": 66.6667,
                      "expected": 3, "drifted": 1},
         "hours": [
           {"hour": "2026-03-02T03:00:00Z", "vectors": 9, "changes": 5, "lags": 0,
            "mean_lag": null, "longest_lag": 0, "overdue": 1, "percent": null},
           {"hour": "2026-03-02T09:00:00Z", "vectors": 12, "changes": 2, "lags": 2,
            "mean_lag": 800, "longest_lag": 1500, "overdue": 0, "percent": 66.6667}]}\
        """
            .formatted(creator);
    return TenantFigures.of(new ObjectMapper().readTree(json), DAY);
  }

  private static Point at(int hour, double value) {
    return new Point(DAY.from().plus(Duration.ofHours(hour)), value);
  }

  private static void write(String name, String page) throws IOException {
    Files.createDirectories(WRITTEN);
    Files.writeString(WRITTEN.resolve(name + ".html"), page);
  }
}
