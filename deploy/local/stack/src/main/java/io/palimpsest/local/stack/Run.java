package io.palimpsest.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * One run of a part, from the start of its process to its end.
 *
 * @param logStart where this run begins in the log, to which all runs of the part append
 * @param endExpected true once somebody here asked the process to end
 */
record Run(
    String name,
    Process process,
    Readiness readiness,
    Path log,
    long logStart,
    AtomicBoolean endExpected) {

  private static final Duration POLL = Duration.ofMillis(25);
  private static final Pattern BUSY_PORT =
      Pattern.compile("Address already in use|BindException|[Pp]ort \\d+ .{0,20}in use");

  static Run begin(String name, Launch launch, Path log) throws IOException {
    Files.createDirectories(launch.folder());
    Files.createDirectories(log.toAbsolutePath().getParent());
    long logStart = Files.exists(log) ? Files.size(log) : 0;
    Process process =
        launch
            .processBuilder()
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new Run(name, process, launch.readiness(), log, logStart, new AtomicBoolean());
  }

  void awaitReady(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!isReady()) {
      failIfEnded();
      if (System.nanoTime() > deadline) {
        throw new StackException(
            "%s was not ready after %d s: %s%n%s"
                .formatted(name, timeout.toSeconds(), readiness.reason(), lastLines()));
      }
    }
    // Another process may have answered on the port.
    failIfEnded();
  }

  private boolean isReady() throws InterruptedException {
    try {
      return readiness.isReady(log, logStart);
    } catch (IOException e) {
      throw new StackException("the log of " + name + " cannot be read", e);
    }
  }

  private void failIfEnded() throws InterruptedException {
    if (!process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
      return;
    }
    String message = endMessage();
    throw BUSY_PORT.matcher(message).find()
        ? new PortBusyException(message)
        : new StackException(message);
  }

  void onUnexpectedEnd(Consumer<String> listener) {
    process
        .onExit()
        .thenRun(
            () -> {
              if (!endExpected.get()) {
                listener.accept(endMessage());
              }
            });
  }

  void signalKill() {
    endExpected.set(true);
    process.destroyForcibly();
  }

  void endNow() throws InterruptedException {
    signalKill();
    process.waitFor();
  }

  void end(Duration grace) throws InterruptedException {
    endExpected.set(true);
    // Not by the process itself, which would close its standard input too: the leash ends hard.
    process.toHandle().destroy();
    if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
      endNow();
    }
  }

  private String endMessage() {
    return "%s (process %d) ended with code %d%n%s"
        .formatted(name, process.pid(), process.exitValue(), lastLines());
  }

  private String lastLines() {
    return "  its log, %s, ends:%n    %s"
        .formatted(log, String.join("\n    ", LogTail.since(log, logStart)));
  }
}
