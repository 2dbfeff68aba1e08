package io.palimpsest.deploy.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.deploy.Checkout;
import io.palimpsest.deploy.GeneratedFile;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/api/bodies-*.md} against the HTTP endpoints. */
class BodiesTest {
  private static final Bodies BODIES = Bodies.read();
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| [a-z]+-service \\| ([A-Z]+) \\| `(/[^`]*)` \\|");

  @Test
  void thePagesAreWhatTheEndpointsSay() throws IOException {
    assertThat(BODIES.pages()).hasSize(3);
    for (Map.Entry<String, String> page : BODIES.pages().entrySet()) {
      GeneratedFile.holds(page.getKey(), page.getValue());
    }
  }

  /** The table of roles is held against the running services, endpoint by endpoint. */
  @Test
  void everyOperationOfTheTableOfRolesIsInItAndNoOther() {
    Set<String> served =
        ROW.matcher(Checkout.read("docs/access.md"))
            .results()
            .map(row -> row.group(1) + " " + row.group(2))
            .filter(it -> !it.contains(" /internal/") && !it.contains(" /console"))
            .collect(Collectors.toSet());
    Set<String> shown =
        BODIES.operations().stream()
            .map(it -> it.method() + " " + it.path())
            .collect(Collectors.toSet());

    assertThat(served).hasSizeGreaterThan(80);
    assertThat(shown).isEqualTo(served);
  }

  @Test
  void everyOperationSaysWhatItDoesAndEveryFieldWhatItMeans() {
    assertThat(BODIES.operations())
        .allSatisfy(it -> assertThat(it.summary()).as(it.method() + " " + it.path()).isNotBlank());
    assertThat(BODIES.withoutMeaning()).isEmpty();
  }

  @Test
  void everyFieldOfTextHasAnExample() {
    assertThat(BODIES.withoutExample()).isEmpty();
  }

  @Test
  void anAnswerThatIsNoJsonSaysWhatItIs() {
    Set<String> untold = new HashSet<>();
    for (Operation it : BODIES.operations()) {
      if (it.answers().how().equals("`application/json`")) {
        untold.add(it.method() + " " + it.path());
      }
    }
    assertThat(untold).isEmpty();
  }

  @Test
  void namesAreThoseOfTheJson() {
    assertThat(List.of("requestId", "sha256", "ids").stream().map(Fields::snake))
        .containsExactly("request_id", "sha256", "ids");
  }
}
