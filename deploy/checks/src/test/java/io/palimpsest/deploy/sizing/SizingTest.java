package io.palimpsest.deploy.sizing;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.deploy.Checkout;
import io.palimpsest.deploy.Tool;
import io.palimpsest.topic.Topic;
import java.io.IOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/sizing.md} against {@code docs/models/sizing.py} (O14). */
class SizingTest {
  private static final String PAPER = Checkout.read("docs/sizing.md");
  private static final String MODEL = Checkout.read("docs/models/sizing.py");
  private static final Pattern FIGURE = Pattern.compile("\"\\w+\": \\(([\\d._]+), .*\"(.+)\"\\),");

  @Test
  void thePaperShowsWhatTheSimulationAnswers() throws Exception {
    assertThat(PAPER).contains(answer());
  }

  @Test
  void thePartitionsAreThoseOfTheCatalogue() {
    assertThat(MODEL).contains("\"partitions\": (%d,".formatted(Topic.PORTFOLIO.partitions()));
    assertThat(Topic.SOURCES.partitions()).isEqualTo(Topic.PORTFOLIO.partitions());
  }

  @Test
  void measuredFiguresStandAmongTheBenchmarks() {
    String benchmarks = Checkout.read("docs/benchmarks.md");
    List<String> measured =
        FIGURE
            .matcher(
                MODEL.substring(MODEL.indexOf("# docs/benchmarks.md"), MODEL.indexOf("# The pro")))
            .results()
            .filter(figure -> !figure.group(2).contains(" and "))
            .map(MatchResult::group)
            .map(line -> line.replaceAll(".*\\(([\\d.]+),.*", "$1"))
            .toList();

    assertThat(measured).hasSize(6);
    assertThat(measured).allSatisfy(figure -> assertThat(benchmarks).contains(figure));
  }

  /** Control: with room for more instances something else bends first. */
  @Test
  void morePartitionsMoveWhatBendsFirst() throws Exception {
    assertThat(first(answer())).contains("partitions of a change topic");
    assertThat(first(answer("partitions=60"))).contains("largest tenant's namespace");
    assertThat(first(answer("partitions=60", "skew=0.5"))).contains("namespaces of one index");
  }

  @Test
  void anInputThatIsNoneIsNamedWithThoseThatAre() throws Exception {
    Tool.Outcome outcome = Tool.named("python3").run("-B", "docs/models/sizing.py", "tenant=5");

    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.errors()).contains("no input 'tenant'", "tenants, vectors, events");
  }

  private static String first(String answer) {
    return answer
        .lines()
        .dropWhile(line -> !line.startsWith("what bends"))
        .skip(1)
        .toList()
        .getFirst();
  }

  private static String answer(String... inputs) throws IOException, InterruptedException {
    List<String> arguments = new java.util.ArrayList<>(List.of("-B", "docs/models/sizing.py"));
    arguments.addAll(List.of(inputs));
    Tool.Outcome outcome = Tool.named("python3").run(arguments.toArray(String[]::new));
    assertThat(outcome.exit()).as(outcome.errors()).isZero();
    return outcome.output();
  }
}
