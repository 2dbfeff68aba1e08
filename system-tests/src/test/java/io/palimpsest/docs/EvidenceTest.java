package io.palimpsest.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the tables of requirements and guarantees name as evidence is there. */
class EvidenceTest {
  private static final Path CHECKOUT =
      Path.of(System.getProperty("palimpsest.checkout", "..")).toAbsolutePath().normalize();
  private static final Pattern TEST_CLASS = Pattern.compile("\\b[A-Z]\\w*(?:Test|IT|ST)\\b");
  private static final Pattern TEST_METHOD =
      Pattern.compile("\\b([A-Z]\\w*(?:Test|IT|ST))[#.]([a-z]\\w+)");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ([A-Z]\\d+) \\|([^|\\n]*)\\|([^|\\n]*)\\|(.*)\\|$");
  private static final Map<Character, Integer> ROWS =
      Map.ofEntries(
          Map.entry('G', 9),
          Map.entry('T', 16),
          Map.entry('E', 9),
          Map.entry('I', 22),
          Map.entry('R', 30),
          Map.entry('S', 16),
          Map.entry('D', 24),
          Map.entry('L', 13),
          Map.entry('M', 30),
          Map.entry('C', 9),
          Map.entry('O', 18),
          Map.entry('Q', 13));

  private static final Map<String, String> SOURCES = new TreeMap<>();
  private static String requirements = "";
  private static String guarantees = "";

  @BeforeAll
  static void read() throws IOException {
    requirements = Files.readString(CHECKOUT.resolve("docs/requirements.md"));
    guarantees = Files.readString(CHECKOUT.resolve("docs/guarantees.md"));
    try (Stream<Path> files = Files.walk(CHECKOUT)) {
      for (Path file : files.filter(EvidenceTest::isTestSource).toList()) {
        String name = file.getFileName().toString().replace(".java", "");
        SOURCES.merge(name, Files.readString(file), String::concat);
      }
    }
  }

  @Test
  void eachNumberedRowIsThereOnce() {
    List<String> expected = new ArrayList<>();
    ROWS.forEach(
        (letter, count) -> {
          for (int number = 1; number <= count; number++) {
            expected.add("" + letter + number);
          }
        });
    assertThat(rows().map(row -> row.group(1)).toList())
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void eachRowIsDonePartOrOpenAndNothingIsDoneWithoutEvidence() {
    assertThat(rows())
        .allSatisfy(
            row -> {
              String state = row.group(3).strip();
              assertThat(state).as(row.group(1)).isIn(Set.of("done", "part", "open"));
              if (state.equals("done")) {
                assertThat(row.group(4)).as(row.group(1)).isNotBlank();
              }
            });
  }

  @Test
  void eachTestClassThatIsNamedExists() {
    List<String> named =
        Stream.of(requirements, guarantees)
            .flatMap(text -> TEST_CLASS.matcher(text).results())
            .map(MatchResult::group)
            .distinct()
            .toList();
    assertThat(named).hasSizeGreaterThan(50);
    assertThat(named).allSatisfy(name -> assertThat(SOURCES).containsKey(name));
  }

  @Test
  void eachTestMethodThatIsNamedExists() {
    List<MatchResult> named =
        Stream.of(requirements, guarantees)
            .flatMap(text -> TEST_METHOD.matcher(text).results())
            .toList();
    assertThat(named).hasSizeGreaterThan(50);
    assertThat(named)
        .allSatisfy(
            name ->
                assertThat(SOURCES.get(name.group(1)))
                    .as(name.group())
                    .contains(" " + name.group(2) + "("));
  }

  private static Stream<MatchResult> rows() {
    return ROW.matcher(requirements).results();
  }

  private static boolean isTestSource(Path file) {
    return file.toString().endsWith(".java") && file.toString().contains("/src/test/");
  }
}
