package io.palimpsest.local.launcher;

import io.palimpsest.cli.frame.ExitCode;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stops the stack of {@code up}. */
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    description = "Stops the stack; its data stays for the next up.")
final class DownCommand implements Callable<ExitCode> {

  @Spec private CommandSpec spec;

  private final StateFolder state = StateFolder.ofUp();
  private final Supervisor supervisor = new Supervisor(state);

  @Override
  public ExitCode call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Optional<ProcessHandle> running = supervisor.find();
    if (running.isEmpty()) {
      state.retract();
      out.println("No stack is up.");
      return ExitCode.DONE;
    }
    supervisor.stop(running.get());
    out.println("The stack is down; its data stays in " + state.folder());
    return ExitCode.DONE;
  }
}
