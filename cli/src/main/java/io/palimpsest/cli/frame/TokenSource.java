package io.palimpsest.cli.frame;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Where the token of a profile comes from. What a program said is never shown. */
final class TokenSource {
  private static final long LONGEST_SECONDS = 60;

  private TokenSource() {}

  static String ofFile(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw wrong("token-file " + file + " cannot be read");
    }
  }

  static String ofVariable(String name) {
    return Optional.ofNullable(System.getenv(name))
        .filter(value -> !value.isBlank())
        .orElseThrow(() -> wrong("token-env: the variable " + name + " is not set"));
  }

  static String ofProgram(List<String> command) {
    try {
      Process program =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      program.getOutputStream().close();
      String said =
          new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (!program.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)
          || program.exitValue() != 0
          || said.isEmpty()) {
        throw wrong("token-command " + command.getFirst() + " gave no token");
      }
      return said;
    } catch (IOException e) {
      throw wrong("token-command " + command.getFirst() + " cannot be run");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException(ExitCode.INTERRUPTED, "interrupted while waiting for a token");
    }
  }

  private static CommandException wrong(String what) {
    return new CommandException(ExitCode.FAILED, "profile: " + what);
  }
}
