package io.palimpsest.ingest.erase;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing is kept of scopes that nobody answers for. */
class CatalogueTest {
  private static final List<Path> SOURCES =
      List.of(Path.of("src/main/java"), Path.of("../jobs/src/main/java"));
  private static final Pattern OPENED = Pattern.compile("getCollection\\(\"(\\w+)\"\\)");
  private static final Pattern KIND =
      Pattern.compile("String collection\\(\\) \\{\\s+return \"(\\w+)\";");
  private static final Pattern TENANTS = Pattern.compile("new TenantKind<>\\(\\s*\"(\\w+)\"");
  private static final Pattern PARTICIPANT = Pattern.compile("return \"(ingest\\.\\w+)\";");

  @Test
  void everyCollectionThatIsOpenedHasAnAnswerAndEveryAnswerACollection() {
    Set<String> opened = found(OPENED);
    opened.addAll(found(KIND));
    opened.addAll(found(TENANTS));
    assertThat(opened).contains("keys", "sources", "plan_seats");
    assertThat(Catalogue.unanswered(opened)).isEmpty();
    assertThat(Catalogue.answers().keySet()).containsExactlyInAnyOrderElementsOf(opened);
  }

  @Test
  void whoErasesIsAParticipantThatExists() {
    Set<String> participants = found(PARTICIPANT);
    assertThat(participants).contains("ingest.documents");
    Catalogue.answers()
        .forEach(
            (name, answer) -> {
              switch (answer) {
                case Catalogue.Answer.ErasedBy erased ->
                    assertThat(participants).as(name).contains(erased.participant());
                case Catalogue.Answer.NeedsNone none -> assertThat(none.reason()).isNotBlank();
              }
            });
  }

  @Test
  void aCollectionThatNobodyAnswersForIsNamed() {
    assertThat(Catalogue.unanswered(List.of("keys", "drafts", "system.views")))
        .containsExactly("drafts");
  }

  private static Set<String> found(Pattern pattern) {
    Set<String> names = new TreeSet<>();
    for (Path sources : SOURCES) {
      try (Stream<Path> files = Files.walk(sources)) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .flatMap(file -> pattern.matcher(text(file)).results())
            .map((MatchResult match) -> match.group(1))
            .forEach(names::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return names;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
