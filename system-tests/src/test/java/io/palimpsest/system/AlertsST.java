package io.palimpsest.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.local.stack.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** An alert on a name that nobody exports never fires. */
class AlertsST {
  private static final Pattern EXPRESSION = Pattern.compile("(?m)^ +expr: (.*)$");
  private static final Pattern NAME = Pattern.compile("palimpsest_[a-z_]+");
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
