package io.palimpsest.local.launcher;

import io.palimpsest.cli.frame.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the stack and leaves it running. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Starts the stack and leaves it running behind one address.")
final class UpCommand implements Callable<ExitCode> {

  private static final int POLL_MILLIS = 100;

  @Option(names = "--fresh", description = "Forget data, logs and keys of earlier runs first.")
  private boolean fresh;

  @Option(names = "--containers", description = "Run the stores as containers.")
  private boolean containers;

  @Mixin private StackOptions options = new StackOptions();

  @Spec private CommandSpec spec;

  private final StateFolder state = StateFolder.ofUp();
  private final Supervisor supervisor = new Supervisor(state);

  @Override
  public ExitCode call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    if (containers) {
      return ContainerEngine.refuse(spec.commandLine().getErr());
    }
    try (StateFolder.Turn turn = state.turn(() -> out.println("Another up is at work; waiting."))) {
      return inTurn(out);
    }
  }

  private ExitCode inTurn(PrintWriter out) throws IOException, InterruptedException {
    Optional<ProcessHandle> running = supervisor.find();
    List<String> ended = running.isPresent() ? ended() : List.of();
    if (running.isPresent() && !fresh && ended.isEmpty()) {
      out.println("The stack is up already.");
      new Welcome(state).print(out);
      return ExitCode.DONE;
    }
    ended.forEach(part -> out.println(part + " has ended; the stack is started again."));
    if (running.isPresent()) {
      supervisor.stop(running.get());
    }
    if (fresh) {
      state.forget();
    }
    return start(out);
  }

  /** Parts that do not run; the whole when it never became ready. */
  private List<String> ended() {
    return state.addresses().isEmpty()
        ? List.of("The start of before")
        : PartStatus.all(state).stream()
            .filter(PartStatus::hasEnded)
            .map(PartStatus::name)
            .toList();
  }

  private ExitCode start(PrintWriter out) throws IOException, InterruptedException {
    // What a killed supervisor left would read as ready.
    state.retract();
    Process process = supervisor.start(options.arguments(), options.environment());
    Thread undo = new Thread(() -> stopQuietly(process), "undo");
    Runtime.getRuntime().addShutdownHook(undo);
    if (!awaitReady(process, out)) {
      // Its log, with the reason, is on the screen already.
      spec.commandLine()
          .getErr()
          .println("The stack did not start; logs are in " + state.folder().resolve("logs"));
      return ExitCode.FAILED;
    }
    Runtime.getRuntime().removeShutdownHook(undo);
    new Welcome(state).print(out);
    return ExitCode.DONE;
  }

  private boolean awaitReady(Process process, PrintWriter out)
      throws IOException, InterruptedException {
    LogFollower log = new LogFollower(state.log("supervisor"));
    boolean ended = false;
    while (!ended && state.addresses().isEmpty()) {
      ended = process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
      log.copyNewTo(out);
    }
    return !ended;
  }

  private void stopQuietly(Process process) {
    try {
      supervisor.stop(process.toHandle());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
