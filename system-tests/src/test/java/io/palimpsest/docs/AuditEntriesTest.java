package io.palimpsest.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.AuditSource;
import io.palimpsest.audit.EntryType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** No type of entry is there in name alone: docs/audit-entries.md is true. */
class AuditEntriesTest {
  private static final Path CHECKOUT =
      Path.of(System.getProperty("palimpsest.checkout", "..")).toAbsolutePath().normalize();
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([a-z_]+)` \\| ([a-z, ]+) \\| ([^|\\n]+) \\| ([^|\\n]+) \\|$");
  private static final Pattern TEST_CLASS = Pattern.compile("`(\\w+(?:Test|IT|ST))`");

  /** Where the source of each service lies. */
  private static final Map<String, String> SERVICES =
      new TreeMap<>(
          Map.of(
              "erasure", "erasure-service/src/main",
              "ingest", "ingest-service/src/main",
              "reembed", "reembed-service/src/main",
              "audit", "erasure-service/src/main/java/io/palimpsest/erasure/audit"));

  private static final Map<String, String> TESTS = new TreeMap<>();
  private static List<MatchResult> rows = List.of();

  @BeforeAll
  static void read() throws IOException {
    rows =
        ROW.matcher(Files.readString(CHECKOUT.resolve("docs/audit-entries.md"))).results().toList();
    for (String service : List.of("erasure-service", "ingest-service", "reembed-service")) {
      sources(service + "/src/test")
          .forEach(file -> TESTS.merge(name(file), text(file), String::concat));
    }
  }

  @Test
  void eachTypeThatThereIsHasItsRow() {
    assertThat(rows.stream().map(row -> row.group(1)))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(EntryType.values()).map(EntryType::wireName).toList());
  }

  @Test
  void eachIsTakenFromTheServicesOfItsRowAndNoOthers() {
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(SERVICES.keySet())
                    .as(row.group(1))
                    .filteredOn(service -> type(row).isSaidBy(AuditSource.service(service, "a")))
                    .containsExactlyInAnyOrder(row.group(2).split(", ")));
  }

  @Test
  void eachIsSaidByOneOfThem() {
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(row.group(2).split(", "))
                    .as(row.group(1))
                    .anyMatch(service -> isSaidIn(SERVICES.get(service), type(row))));
  }

  @Test
  void eachIsSeenByTheTestsThatAreNamed() {
    assertThat(rows)
        .allSatisfy(
            row -> {
              List<String> named =
                  TEST_CLASS.matcher(row.group(4)).results().map(one -> one.group(1)).toList();
              assertThat(named).as(row.group(1)).isNotEmpty();
              assertThat(named)
                  .as(row.group(1))
                  .allSatisfy(
                      test ->
                          assertThat(TESTS.getOrDefault(test, ""))
                              .as(test)
                              .contains("EntryType." + type(row)));
            });
  }

  @Test
  void whatNobodySaysIsNotTakenForSaid() throws IOException {
    Path nothing = Files.createTempDirectory("said");
    assertThat(isSaidIn(nothing.toString(), EntryType.DELETED)).isFalse();
    Files.writeString(nothing.resolve("Some.java"), "say(EntryType.DELETED_TOO, rejected(it))");
    assertThat(isSaidIn(nothing.toString(), EntryType.DELETED)).isFalse();
    assertThat(isSaidIn(nothing.toString(), EntryType.REJECTED)).isFalse();
  }

  /** By the type itself, or by what makes a whole statement of it. */
  private static boolean isSaidIn(String folder, EntryType type) {
    Pattern said =
        Pattern.compile("EntryType\\.%s\\b|SoleStatement\\.%s\\(".formatted(type, camel(type)));
    return sources(folder).anyMatch(file -> said.matcher(text(file)).find());
  }

  private static String camel(EntryType type) {
    String[] words = type.wireName().split("_");
    StringBuilder camel = new StringBuilder(words[0]);
    for (String word : Arrays.asList(words).subList(1, words.length)) {
      camel.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    }
    return camel.toString();
  }

  private static EntryType type(MatchResult row) {
    return EntryType.ofWireName(row.group(1)).orElseThrow();
  }

  private static Stream<Path> sources(String folder) {
    try (Stream<Path> files = Files.walk(CHECKOUT.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
