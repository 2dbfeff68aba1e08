package io.palimpsest.deploy.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.deploy.Checkout;
import io.palimpsest.deploy.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertRulesTest {
  private static final String RULES = "deploy/prometheus/alerts.yaml";
  private static final String TESTS = "deploy/prometheus/tests/alerts.yaml";

  @TempDir Path folder;

  @Test
  void prometheusTakesTheRules() throws Exception {
    Tool.Outcome outcome = Tool.named("promtool").run("check", "rules", RULES);

    assertThat(outcome.exit()).as(outcome.output() + outcome.errors()).isZero();
    assertThat(outcome.output()).contains(alerts().size() + " rules found");
  }

  @Test
  void eachAlertFiresWhenItIsProvokedAndNoOtherWithIt() throws Exception {
    Tool.Outcome outcome = Tool.named("promtool").run("test", "rules", TESTS);

    assertThat(outcome.exit()).as(outcome.output() + outcome.errors()).isZero();
    assertThat(names("alertname=\"([A-Za-z]+)\"", Checkout.read(TESTS))).isEqualTo(alerts());
  }

  @Test
  void anAlertThatFiresLaterIsFound() throws Exception {
    Files.writeString(
        folder.resolve("alerts.yaml"),
        Checkout.read(RULES).replace("stopped) > 0", "stopped) > 9"));
    Path tests = Files.createDirectory(folder.resolve("tests")).resolve("alerts.yaml");
    Files.writeString(tests, Checkout.read(TESTS));

    Tool.Outcome outcome = Tool.named("promtool").run("test", "rules", tests.toString());

    assertThat(outcome.exit()).isNotZero();
    assertThat(outcome.output() + outcome.errors()).contains("ErasureStopped");
  }

  @Test
  void theRunbookHasASectionForEachAlertAndForNoOther() throws IOException {
    assertThat(names("(?m)^### ([A-Za-z]+)$", Checkout.read("docs/runbook.md")))
        .isEqualTo(alerts());
  }

  private static Set<String> alerts() {
    return names("- alert: ([A-Za-z]+)", Checkout.read(RULES));
  }

  private static Set<String> names(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
