package io.palimpsest.local.launcher;

import io.palimpsest.local.stack.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The background process that holds the stack, as seen by the commands. */
final class Supervisor {

  private static final Duration GRACE = Duration.ofSeconds(45);

  private final StateFolder state;

  Supervisor(StateFolder state) {
    this.state = state;
  }

  /** Starts the process; it goes on when this one ends. */
  Process start(List<String> arguments, Map<String, String> environment) throws IOException {
    Path log = state.log("supervisor");
    Files.createDirectories(log.getParent());
    ProcessBuilder builder =
        new ProcessBuilder(command(arguments))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .redirectInput(Path.of("/dev/null").toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m"));
    command.add("-D" + Checkout.PROPERTY + "=" + Checkout.find().root());
    command.add("-D" + StateFolder.PROPERTY + "=" + state.folder().getParent());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Launcher.class.getName(), "supervise"));
    command.addAll(arguments);
    return command;
  }

  /** The running supervisor, if there is one. */
  Optional<ProcessHandle> find() {
    try {
      return ProcessId.parse(Files.readString(state.supervisorFile())).flatMap(ProcessId::find);
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it and all that hangs on it; returns when no process is left. */
  void stop(ProcessHandle supervisor) throws InterruptedException {
    List<ProcessHandle> all =
        Stream.concat(supervisor.descendants(), Stream.of(supervisor)).toList();
    supervisor.destroy();
    if (!awaitEnd(all)) {
      all.forEach(ProcessHandle::destroyForcibly);
      awaitEnd(all);
    }
    state.retract();
  }

  private static boolean awaitEnd(List<ProcessHandle> processes) throws InterruptedException {
    CompletableFuture<?>[] ends =
        processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(ends).get(GRACE.toSeconds(), TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException tooLong) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the end of the stack could not be observed", e);
    }
  }
}
