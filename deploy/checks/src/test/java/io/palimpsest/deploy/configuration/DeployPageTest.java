package io.palimpsest.deploy.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.deploy.Checkout;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/deploy.md} names what there is, and all that a service does not start without (O15).
 */
class DeployPageTest {
  private static final Reference REFERENCE = Reference.read();
  private static final String PAGE = Checkout.read("docs/deploy.md");
  private static final Set<String> NAMED = found("`([A-Z]+_[A-Z0-9_]+)`", PAGE);

  @Test
  void everyVariableThatItNamesIsASetting() {
    assertThat(NAMED).hasSizeGreaterThan(20);
    assertThat(REFERENCE.variables()).containsAll(NAMED).doesNotContain("PALIMPSEST_NOTHING");
  }

  @Test
  void everySettingThatAServiceDoesNotStartWithoutIsNamed() {
    List<String> required =
        REFERENCE.all().stream().filter(Setting::required).map(Setting::variable).toList();

    assertThat(required).isNotEmpty();
    assertThat(NAMED).containsAll(required);
  }

  @Test
  void everyCommandThatItNamesIsOneOfTheScript() {
    Set<String> commands = found("palimpsest ([a-z]+) ", PAGE.replace("`", " "));

    assertThat(commands).contains("topics", "keys", "audit");
    assertThat(found("(?m)^  ([a-z]+)  +\\S", Checkout.read("palimpsest"))).containsAll(commands);
  }

  @Test
  void everyFileAndPageThatItLinksIsThere() {
    Set<String> links = found("\\]\\(([a-z0-9/.-]+)\\)", PAGE);
    Set<String> folders = found("`(deploy/[a-z/.]+)`", PAGE);

    assertThat(links).hasSizeGreaterThan(5);
    assertThat(links)
        .allSatisfy(it -> assertThat(Checkout.ROOT.resolve("docs").resolve(it)).exists());
    assertThat(folders).allSatisfy(it -> assertThat(Checkout.ROOT.resolve(it)).exists());
  }

  private static Set<String> found(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(it -> it.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
