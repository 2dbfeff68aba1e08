package io.palimpsest.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No code outside this package builds or parses a namespace name. */
class NamespaceNamesStayHomeTest {
  private static final Path CHECKOUT = Path.of(System.getProperty("palimpsest.checkout"));

  /** Words in literals that look like parts of a namespace name and are none. */
  private static final Set<String> FIELD_NAMES =
      Set.of(
          "creator_id",
          "creator_uid",
          "creator_ids",
          "creator_based",
          "creator_deletion",
          "portfolio_url",
          "portfolio_urls",
          "portfolio_items");

  /** Folders that may spell such names, each with its reason. */
  private static final Map<String, String> ALLOWED =
      Map.of(
          "schemas/src/main/java/io/palimpsest/tenancy", "the one place that does",
          "deploy/local/vector-server", "a store: names are data to it",
          "cli/src/main/java/io/palimpsest/cli/NamespacesReferences.java",
              "looks for the names of the system before in an application's sources");

  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern WORD =
      Pattern.compile("(portfolio_|creator_)[A-Za-z0-9._%{$-]*|[A-Za-z0-9.%}-]*_twin(_[^\"]*|$)");

  @Test
  void noLiteralElsewhereSpellsANamespace() throws IOException {
    List<String> found;
    try (Stream<Path> sources = sources()) {
      found = sources.flatMap(NamespaceNamesStayHomeTest::offences).toList();
    }
    assertThat(found).isEmpty();
  }

  @Test
  void thereAreSourcesToLookAt() throws IOException {
    try (Stream<Path> sources = sources()) {
      assertThat(sources.map(NamespaceNamesStayHomeTest::module).distinct())
          .contains("messaging", "vector-store", "reembed-service");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "String name = \"portfolio_\" + slug;, true",
    "String name = \"creator_\" + id;, true",
    "name.indexOf(\"_twin_\"), true",
    "\"creator_%s_twin_%s\".formatted(a), true",
    "name.startsWith(\"creator_sainath\"), true",
    "name.endsWith(\"_twin\"), true",
    "metadata.get(\"creator_id\"), false",
    "json.put(\"portfolio_url\"), false",
    "tool.get(\"twin_id\"), false",
    "path(\"/creators/{creator}/twins\"), false"
  })
  void theScanSeesWhatItShould(String line, boolean offends) {
    assertThat(offends(line)).isEqualTo(offends);
  }

  private static Stream<Path> sources() throws IOException {
    return Files.walk(CHECKOUT)
        .filter(file -> file.toString().endsWith(".java"))
        .filter(file -> relative(file).contains("src/main/java/"))
        .filter(file -> ALLOWED.keySet().stream().noneMatch(relative(file)::startsWith));
  }

  private static Stream<String> offences(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .filter(NamespaceNamesStayHomeTest::offends)
          .map(line -> relative(file) + ": " + line.strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean offends(String line) {
    Matcher literals = LITERAL.matcher(line);
    while (literals.find()) {
      Matcher words = WORD.matcher(literals.group(1));
      while (words.find()) {
        if (!FIELD_NAMES.contains(words.group())) {
          return true;
        }
      }
    }
    return false;
  }

  private static String module(Path file) {
    return relative(file).replaceAll("/src/main/.*", "");
  }

  private static String relative(Path file) {
    return CHECKOUT.relativize(file).toString().replace('\\', '/');
  }
}
