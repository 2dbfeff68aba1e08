package io.palimpsest.fencing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The models of the protocols (docs/models) say what they said when the code was written after
 * them. The longest runs belong to the full tier; no removed guard is among them.
 */
class ModelsTest {
  private static final boolean FULL = Boolean.getBoolean("palimpsest.full");
  private static final Path MODELS =
      Path.of(System.getProperty("palimpsest.checkout", "..")).resolve("docs/models");

  @ParameterizedTest
  @CsvSource({
    "fence_lease_model.py, 27",
    "intent_model.py, 11",
    "inventory_model.py, 20",
    "tasks_model.py, 18"
  })
  void everyRunIsAsExpectedAndEveryGuardThatIsRemovedIsFoundRed(String model, int guards)
      throws Exception {
    Answer answer = python(FULL ? List.of(model) : List.of(model, "--quick"));

    assertThat(answer.text())
        .contains(" 0 not as expected, %d of %d removed guards found red".formatted(guards, guards))
        .contains("== MENDED")
        .doesNotContain("INCOMPLETE", "VACUOUS");
    assertThat(answer.exit()).isZero();
  }

  /**
   * Control: a guard whose removal changes nothing, and a protocol that does not hold, are told.
   */
  @Test
  void aGuardThatIsNotFoundRedAndAProtocolThatBreaksAreNotAsExpected() throws Exception {
    Answer answer =
        python(
            List.of(
                "-c",
                """
                from explorer import GUARD, MENDED, main, search
                def count(o):
                    return search(0, lambda s: [("one more", s + 1)] if s < 3 else [],
                                  lambda s: "X: three" if s == 3 and o.breaks else None)
                main([(MENDED, "breaks", count, dict(breaks=1), None), (GUARD, "does not", count, dict(), "X")])
                """));

    assertThat(answer.text())
        .contains("RED X: three (3 steps)   <<< NOT AS EXPECTED")
        .contains("2 runs, 2 not as expected, 0 of 1 removed guards found red");
    assertThat(answer.exit()).isEqualTo(1);
  }

  private record Answer(int exit, String text) {}

  private static Answer python(List<String> arguments) throws IOException, InterruptedException {
    assumeTrue(isThere(), "NOT RUN: there is no python3");
    List<String> command = new ArrayList<>(List.of("python3", "-B"));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).directory(MODELS.toFile()).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    System.out.println(text);
    return new Answer(process.waitFor(), text);
  }

  private static boolean isThere() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException absent) {
      return false;
    }
  }
}
