package io.palimpsest.deploy.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.deploy.Checkout;
import io.palimpsest.deploy.GeneratedFile;
import io.palimpsest.deploy.code.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Constants, help texts, {@code docs/metrics.md} and rules say the same (O6, O7). */
class MetricsTest {
  private static final Map<String, List<Metric>> METRICS = Metrics.read();
  private static final Pattern QUERIED = Pattern.compile("palimpsest_[a-z_]+");
  private static final Pattern COUNTED =
      Pattern.compile(
          "\\.(?:counter|timer|summary|gauge|builder)\\(\\s*\"(palimpsest[._][^\"]+)\"");
  private static final String HEAD =
      """
      # Metrics
      Made from the constants of the code: do not edit; `MetricsTest` writes it with `-Dpalimpsest.generate=true`.

      Each service exports these at `/q/metrics`, beside those of the runtime (`jvm_*`, `http_server_requests_*`, and
      `kafka_consumer_*` of the channels of erasure-service). A timer has `_count`, `_sum`, `_max` and buckets from 5 ms to
      60 s (`_bucket`), so that quantiles can be had over all instances; a summary has the first three. Tags are codes of
      closed sets: no names, and no ids but the random uids of a hundred tenants at most where a tag
      `tenant` is named. A counter with tags may appear with its first event.
      """;

  @Test
  void thePageIsMadeOfTheConstants() throws IOException {
    StringBuilder page = new StringBuilder(HEAD);
    METRICS.forEach(
        (module, metrics) -> {
          page.append("\n## ").append(module.equals("access") ? "Every service" : module);
          page.append("\n\n| name | what it is |\n|---|---|\n");
          metrics.forEach(metric -> page.append(metric.row()));
        });
    GeneratedFile.holds("docs/metrics.md", page.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"access", "ingest-service", "reembed-service", "erasure-service"})
  void helpTextsAreTheCommentsOfTheConstants(String module) throws IOException {
    StringBuilder texts =
        new StringBuilder(
            "# Made from the constants of the metrics by MetricsTest: do not edit.\n");
    METRICS
        .get(module)
        .forEach(
            metric ->
                texts
                    .append(metric.name())
                    .append('=')
                    .append(metric.help().replace("`", ""))
                    .append('\n'));
    GeneratedFile.holds(
        module + "/src/main/resources/META-INF/palimpsest/metrics.properties", texts.toString());
  }

  @Test
  void noMetricIsCountedUnderANameThatIsNoConstant() throws IOException {
    for (String module : METRICS.keySet()) {
      for (Path file : Code.sources(module)) {
        assertThat(COUNTED.matcher(Files.readString(file)).results().map(it -> it.group(1)))
            .as(file.toString())
            .isEmpty();
      }
    }
    assertThat(COUNTED.matcher("meters.counter(\"palimpsest.x\")").find()).as("control").isTrue();
  }

  @Test
  void whatAlertsAskForIsExported() {
    TreeSet<String> queried = new TreeSet<>();
    QUERIED
        .matcher(Checkout.read("deploy/prometheus/alerts.yaml"))
        .results()
        .map(MatchResult::group)
        .forEach(queried::add);

    assertThat(queried).hasSizeGreaterThan(15);
    assertThat(Metrics.series()).containsAll(queried).doesNotContain("palimpsest_nothing");
  }

  @Test
  void aConstantWhoseCommentDoesNotSayWhatItIsIsRefused() {
    assertThatThrownBy(() -> Metric.of("palimpsest.x", "Something that is counted."))
        .hasMessageContaining("has to begin with");
    assertThat(Metric.of("palimpsest.x", "Timer: some time.").series())
        .contains("palimpsest_x_seconds_bucket");
    assertThat(Metric.of("palimpsest.x.total", "Counter: some.").series())
        .containsExactly("palimpsest_x_total");
  }
}
