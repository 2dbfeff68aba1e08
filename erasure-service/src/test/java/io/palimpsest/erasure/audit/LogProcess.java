package io.palimpsest.erasure.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link LogInstance} as a process. It ends with the one that started it. */
final class LogProcess implements AutoCloseable {
  private static final int SECONDS = 60;

  private final Process process;
  private final Path there;

  private LogProcess(Process process, Path there) {
    this.process = process;
    this.there = there;
  }

  /** Starts it; what it says is added to a file. */
  static LogProcess start(LogInstance instance, Path said) throws IOException {
    Files.deleteIfExists(instance.there());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(LogInstance.class.getName());
    command.addAll(instance.arguments());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile()))
            .start();
    return new LogProcess(process, instance.there());
  }

  /** Whether it has come to its step, and waits there. */
  boolean isThere() {
    if (!process.isAlive()) {
      throw new AssertionError("it ended by itself with " + process.exitValue());
    }
    return Files.exists(there);
  }

  /**
   * SIGKILL.
   *
   * @return what the system says it ended with
   */
  int kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("it does not die");
    }
    return process.exitValue();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
