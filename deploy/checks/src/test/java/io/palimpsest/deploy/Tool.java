package io.palimpsest.deploy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program of this machine. Where it is missing, what needs it is said to be NOT RUN and counts as
 * skipped.
 */
public final class Tool {
  private static final int AT_MOST_SECONDS = 60;

  private final String name;

  private Tool(String name) {
    this.name = name;
  }

  /** The tool; the test that asks for one that is not there ends as skipped. */
  public static Tool named(String name) {
    boolean present =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    if (!present) {
      System.out.println("NOT RUN: no " + name + " on this machine");
    }
    assumeTrue(present, "NOT RUN: no " + name + " on this machine");
    return new Tool(name);
  }

  /** Runs it to its end. */
  public Outcome run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(name));
    command.addAll(List.of(arguments));
    Path errors = Files.createTempFile("tool", ".err");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(Checkout.ROOT.toFile())
              .redirectError(errors.toFile())
              .start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(AT_MOST_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(name + " does not end");
      }
      return new Outcome(process.exitValue(), output, Files.readString(errors));
    } finally {
      Files.delete(errors);
    }
  }

  /** How it ended. */
  public record Outcome(int exit, String output, String errors) {}
}
