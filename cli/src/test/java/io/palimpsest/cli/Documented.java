package io.palimpsest.cli;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** What docs/auditing.md says, to be run as it stands. */
final class Documented {
  static final String PYTHON = "python3";
  private static final long LONGEST_MINUTES = 2;

  private Documented() {}

  /**
   * How a command ended.
   *
   * @param code its exit code
   * @param out what it wrote, to both streams
   */
  record Ended(int code, String out) {}

  /** The blocks of a language, in order. */
  static List<String> blocks(String language) throws IOException {
    String text =
        Files.readString(Path.of(System.getProperty("palimpsest.checkout"), "docs", "auditing.md"));
    return Pattern.compile("(?s)```" + language + "\n(.*?)```")
        .matcher(text)
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  /** Writes the program of the page into a folder. */
  static Path program(Path folder) throws IOException {
    return Files.writeString(folder.resolve("verify.py"), blocks("python").getFirst());
  }

  /** Ends the test as not run when a tool is not on this machine. */
  static void require(String tool, String... version) throws Exception {
    try {
      new ProcessBuilder(tool, version.length == 0 ? "--version" : version[0])
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException absent) {
      abort("NOT RUN: there is no " + tool);
    }
  }

  static Ended run(Path folder, Map<String, String> environment, String... command)
      throws Exception {
    Path out = Files.createTempFile(folder, "out", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    Process process =
        builder
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError(command[0] + " did not end");
    }
    return new Ended(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
  }
}
