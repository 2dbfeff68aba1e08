package io.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.cli.frame.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** There is one table of exit codes: in the program, on its page, in the script and in help. */
class ExitCodesTest {
  private static final Path CHECKOUT = Path.of(System.getProperty("palimpsest.checkout"));

  @ParameterizedTest
  @EnumSource
  void aCodeIsSaidEverywhereAlike(ExitCode code) throws IOException {
    assertThat(Files.readString(CHECKOUT.resolve("docs/cli.md")))
        .contains("| " + code.code() + " | " + code.meaning() + " |");
    assertThat(Palimpsest.commandLine().getUsageMessage())
        .containsPattern("\\s" + code.code() + "\\s+" + code.meaning());
    String script = Files.readString(CHECKOUT.resolve("palimpsest"));
    assertThat(script.substring(script.indexOf("Exit codes: ")))
        .containsPattern(code.code() + " (done|failed|usage|interrupted|NOT RUN|no JDK|a service)");
  }
}
