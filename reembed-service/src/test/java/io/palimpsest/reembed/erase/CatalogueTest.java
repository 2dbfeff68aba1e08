package io.palimpsest.reembed.erase;

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
  private static final Pattern PARTICIPANT = Pattern.compile("return \"(reembed\\.\\w+)\";");

  @Test
  void everyCollectionThatIsOpenedHasAnAnswerAndEveryAnswerACollection() {
    Set<String> opened = found(OPENED);

    assertThat(opened).contains("ledger", "embeddings", "route_debts");
    assertThat(Catalogue.unanswered(opened)).isEmpty();
    assertThat(Catalogue.answers().keySet()).containsExactlyInAnyOrderElementsOf(opened);
  }

  @Test
  void whoErasesIsAParticipantThatExists() {
    Set<String> participants = found(PARTICIPANT);
    assertThat(participants).contains("reembed.ledger");
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
    assertThat(Catalogue.unanswered(List.of("ledger", "drafts", "system.views")))
        .containsExactly("drafts");
  }

  private static Set<String> found(Pattern pattern) {
    Set<String> names = new TreeSet<>();
    SOURCES.forEach(folder -> names.addAll(found(folder, pattern)));
    return names;
  }

  private static Set<String> found(Path folder, Pattern pattern) {
    try (Stream<Path> files = Files.walk(folder)) {
      Set<String> names = new TreeSet<>();
      files
          .filter(file -> file.toString().endsWith(".java"))
          .flatMap(file -> pattern.matcher(text(file)).results())
          .map((MatchResult match) -> match.group(1))
          .forEach(names::add);
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
