package io.palimpsest.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.local.stack.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is exported is what is documented; an alert on a name that nobody exports never fires. */
class AlertsST {
  private static final Pattern EXPRESSION = Pattern.compile("(?m)^ +expr: (.*)$");
  private static final Pattern NAME = Pattern.compile("palimpsest_[a-z_]+");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(palimpsest_[a-z_]+)` \\| (.*) \\|$");
  private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (palimpsest_[a-z_]+) (\\w+)");
  private static final Pattern HELP = Pattern.compile("(?m)^# HELP (palimpsest_[a-z_]+) +\\S");
  private static final Pattern EXPORTED = Pattern.compile("(?m)^(palimpsest_[a-z_]+)[{ ]");

  @Test
  void everyNameInTheRulesIsExportedBeforeAnythingHasHappened() throws Exception {
    Path rules =
        Path.of(System.getProperty("palimpsest.checkout"), "deploy/prometheus/alerts.yaml");
    Set<String> wanted =
        EXPRESSION
            .matcher(Files.readString(rules))
            .results()
            .flatMap(expression -> NAME.matcher(expression.group(1)).results())
            .map(MatchResult::group)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(wanted).hasSizeGreaterThan(6);
    Palimpsest palimpsest = Palimpsest.running();
    await()
        .atMost(Palimpsest.AT_MOST)
        .untilAsserted(() -> assertThat(exported(palimpsest)).containsAll(wanted));
  }

  /** A counter with tags may begin with its first event; all else is there from the start. */
  @Test
  void everyMetricThatIsExportedIsDocumentedWithAHelpTextAndTheReverse() throws Exception {
    Path page = Path.of(System.getProperty("palimpsest.checkout"), "docs/metrics.md");
    Map<String, String> documented =
        ROW.matcher(Files.readString(page))
            .results()
            .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
    Set<String> always = new TreeSet<>(documented.keySet());
    always.removeIf(name -> documented.getOrDefault(name, "").contains("tag"));
    assertThat(always).hasSizeGreaterThan(15);
    Palimpsest palimpsest = Palimpsest.running();
    await()
        .atMost(Palimpsest.AT_MOST)
        .untilAsserted(
            () -> {
              Set<String> families = families(palimpsest);
              assertThat(families).containsAll(always);
              assertThat(documented.keySet()).containsAll(families);
            });
  }

  /** Names of what has a help text; a timer's maximum is a family of its own there. */
  private static Set<String> families(Palimpsest palimpsest) throws Exception {
    Set<String> families = new TreeSet<>();
    for (Part service : Set.of(Part.INGEST, Part.REEMBED, Part.ERASURE)) {
      String metrics = palimpsest.metrics(service);
      assertThat(names(HELP, metrics))
          .as("those with a help text")
          .containsAll(names(TYPE, metrics));
      TYPE.matcher(metrics).results().map(AlertsST::stored).forEach(families::add);
    }
    return families;
  }

  /** The name that Prometheus stores: a counter's family may be without its ending. */
  private static String stored(MatchResult type) {
    String name = type.group(1);
    return type.group(2).equals("counter") && !name.endsWith("_total")
        ? name + "_total"
        : name.replaceFirst("_max$", "");
  }

  private static Set<String> names(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> exported(Palimpsest palimpsest) throws Exception {
    Set<String> exported = new TreeSet<>();
    for (Part service : Set.of(Part.INGEST, Part.REEMBED, Part.ERASURE)) {
      EXPORTED
          .matcher(palimpsest.metrics(service))
          .results()
          .map(line -> line.group(1))
          .forEach(exported::add);
    }
    return exported;
  }
}
