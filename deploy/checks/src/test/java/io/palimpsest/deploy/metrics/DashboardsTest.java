package io.palimpsest.deploy.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.deploy.Checkout;
import io.palimpsest.deploy.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboards ask for what is exported, and in a language that Prometheus understands (O7). */
class DashboardsTest {
  private static final Pattern NAME = Pattern.compile("palimpsest_[a-z_]+");

  @ParameterizedTest
  @ValueSource(strings = {"operator", "compliance", "migration"})
  void everyPanelAsksForWhatIsExported(String audience) throws IOException {
    JsonNode board = board(audience);
    assertThat(board.get("uid").asText()).isEqualTo("palimpsest-" + audience);
    assertThat(board.get("panels")).hasSizeGreaterThan(8);
    TreeSet<String> asked = new TreeSet<>();
    for (JsonNode panel : board.get("panels")) {
      assertThat(panel.get("title").asText()).isNotBlank();
      assertThat(panel.get("targets")).as(panel.get("title").asText()).isNotEmpty();
      expressions(panel)
          .forEach(it -> NAME.matcher(it).results().map(MatchResult::group).forEach(asked::add));
    }
    assertThat(asked).hasSizeGreaterThan(5);
    assertThat(Metrics.series()).containsAll(asked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"operator", "compliance", "migration"})
  void panelsHaveIdsOfTheirOwnAndDoNotLieOnEachOther(String audience) throws IOException {
    List<Integer> ids = new ArrayList<>();
    Set<String> cells = new TreeSet<>();
    for (JsonNode panel : board(audience).get("panels")) {
      ids.add(panel.get("id").asInt());
      JsonNode place = panel.get("gridPos");
      for (int x = 0; x < place.get("w").asInt(); x++) {
        for (int y = 0; y < place.get("h").asInt(); y++) {
          String cell = (place.get("x").asInt() + x) + "," + (place.get("y").asInt() + y);
          assertThat(cells.add(cell)).as(panel.get("title").asText() + " at " + cell).isTrue();
        }
      }
      assertThat(place.get("x").asInt() + place.get("w").asInt()).isLessThanOrEqualTo(24);
    }
    assertThat(ids).doesNotHaveDuplicates();
  }

  /** As the expressions of rules: the same parser reads them. */
  @Test
  void prometheusParsesEveryQuery() throws Exception {
    StringBuilder rules = new StringBuilder("groups:\n  - name: dashboards\n    rules:\n");
    int queries = 0;
    for (String audience : List.of("operator", "compliance", "migration")) {
      for (JsonNode panel : board(audience).get("panels")) {
        for (String expression : expressions(panel)) {
          rules
              .append("      - record: dashboard:query:")
              .append(queries++)
              .append("\n        expr: ")
              .append(new ObjectMapper().writeValueAsString(expression))
              .append('\n');
        }
      }
    }
    Path file = Files.createTempFile("dashboards", ".yaml");
    try {
      Files.writeString(file, rules);
      Tool.Outcome outcome = Tool.named("promtool").run("check", "rules", file.toString());

      assertThat(outcome.exit()).as(outcome.output() + outcome.errors()).isZero();
      assertThat(outcome.output()).contains(queries + " rules found");
      Files.writeString(file, rules.toString().replace("sum(", "summ("));
      assertThat(Tool.named("promtool").run("check", "rules", file.toString()).exit())
          .as("control")
          .isNotZero();
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void prometheusTakesTheConfigurationOfCompose() throws Exception {
    Tool.Outcome outcome =
        Tool.named("promtool").run("check", "config", "deploy/prometheus/prometheus.yaml");

    assertThat(outcome.exit()).as(outcome.output() + outcome.errors()).isZero();
  }

  private static JsonNode board(String audience) throws IOException {
    return new ObjectMapper()
        .readTree(Checkout.read("deploy/grafana/dashboards/palimpsest-" + audience + ".json"));
  }

  private static List<String> expressions(JsonNode panel) {
    List<String> expressions = new ArrayList<>();
    panel.get("targets").forEach(target -> expressions.add(target.get("expr").asText()));
    return expressions;
  }
}
