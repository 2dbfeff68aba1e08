package io.palimpsest.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * docs/licences.md names just the files that the build has put together: whoever takes in another
 * component, or another version, has to look at its licence ({@code LicencesTest}).
 */
class ShippedST {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([^`|]+)` \\| ([^|]+) \\| [^|]* \\| ([^|]+) \\|$");
  private static final String OURS = "io.palimpsest.";

  /** In the bill of each service; the build leaves it out, as a development environment's. */
  private static final String LEFT_OUT = "quarkus-ide-launcher";

  /** Of code for one kind of machine, that of the build is brought. */
  private static final Pattern MACHINE = Pattern.compile("native-(?:linux|osx|windows)-\\w+");

  @ParameterizedTest
  @CsvSource({
    "ingest, ingest-service/target/quarkus-app/lib, true",
    "reembed, reembed-service/target/quarkus-app/lib, true",
    "erasure, erasure-service/target/quarkus-app/lib, true",
    "cli, cli/target/lib, false",
    "gateway, deploy/local/gateway/target/lib, false"
  })
  void thePageNamesJustWhatIsShipped(String module, String folder, boolean withGroup)
      throws IOException {
    Set<String> named = named(Pages.text("docs/licences.md"), module, withGroup);

    assertThat(named).hasSizeGreaterThan(15);
    assertThat(shipped(Pages.CHECKOUT.resolve(folder)))
        .as("files of %s; after a change of dependencies docs/licences.md is made again", folder)
        .containsExactlyInAnyOrderElementsOf(named);
  }

  @Test
  void aFileIsNamedByItsRow() {
    String page =
        """
        | component | version | licences | shipped in |
        |---|---|---|---|
        | `a.b:c` | 1.0 | MIT | cli, ingest |
        | `a.b:d:linux` | 2 |  | ingest |
        """;
    assertThat(named(page, "cli", false)).containsExactly("c-1.0.jar");
    assertThat(named(page, "ingest", true)).containsExactly("a.b.c-1.0.jar", "a.b.d-2-linux.jar");
    assertThat(named(page, "reembed", true)).isEmpty();
  }

  private static Set<String> named(String page, String module, boolean withGroup) {
    return ROW.matcher(page)
        .results()
        .filter(row -> Arrays.asList(row.group(3).split(", ")).contains(module))
        .filter(row -> !withGroup || !row.group(1).endsWith(":" + LEFT_OUT))
        .map(row -> file(row, withGroup))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String file(MatchResult row, boolean withGroup) {
    String[] coordinates = row.group(1).split(":");
    String group = withGroup ? coordinates[0] + "." : "";
    String classifier = coordinates.length > 2 ? "-" + coordinates[2] : "";
    return anywhere(group + coordinates[1] + "-" + row.group(2) + classifier + ".jar");
  }

  /** Without what this build made itself. */
  private static Set<String> shipped(Path folder) throws IOException {
    Set<String> ours = new TreeSet<>();
    for (Path module : modules()) {
      jars(module.resolve("target"), 1).forEach(jar -> ours.add(name(jar)));
    }
    return jars(folder, 2).stream()
        .map(ShippedST::name)
        .filter(name -> !ours.contains(name.replace(OURS, "")))
        .map(ShippedST::anywhere)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String anywhere(String file) {
    return MACHINE.matcher(file).replaceAll("native");
  }

  private static Set<Path> modules() throws IOException {
    try (Stream<Path> poms =
        Files.find(Pages.CHECKOUT, 4, (file, is) -> file.endsWith("pom.xml"))) {
      return poms.map(Path::getParent).collect(Collectors.toSet());
    }
  }

  private static Set<Path> jars(Path folder, int depth) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Set.of();
    }
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files.filter(file -> file.toString().endsWith(".jar")).collect(Collectors.toSet());
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
