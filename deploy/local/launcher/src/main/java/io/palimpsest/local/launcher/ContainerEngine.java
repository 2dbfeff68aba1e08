package io.palimpsest.local.launcher;

import io.palimpsest.cli.frame.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Docker or Podman, where one answers. */
final class ContainerEngine {

  private static final List<String> ENGINES = List.of("docker", "podman");
  private static final int TIMEOUT_SECONDS = 10;

  private ContainerEngine() {}

  /** Says why the stack cannot run in containers here. */
  static ExitCode refuse(PrintWriter err) throws InterruptedException {
    for (String engine : ENGINES) {
      if (answers(engine)) {
        err.println(
            "up --containers: %s is there, but this version has no compose files yet; use up"
                .formatted(engine));
        return ExitCode.FAILED;
      }
    }
    err.println("up --containers: no container engine answers (tried docker and podman)");
    return ExitCode.NOT_RUN;
  }

  private static boolean answers(String engine) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(engine, "info")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        return process.exitValue() == 0;
      }
      process.destroyForcibly();
      return false;
    } catch (IOException notInstalled) {
      return false;
    }
  }
}
