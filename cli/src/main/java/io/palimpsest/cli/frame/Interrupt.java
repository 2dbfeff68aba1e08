package io.palimpsest.cli.frame;

import picocli.CommandLine.Model.CommandSpec;

/** While it is open, Ctrl-C and SIGTERM end the process as interrupted and say how to go on. */
public final class Interrupt implements AutoCloseable {
  private final Thread hook;

  private Interrupt(Thread hook) {
    this.hook = hook;
  }

  /**
   * @param resume what to say: how to go on
   */
  public static Interrupt says(CommandSpec command, String resume) {
    Thread hook =
        new Thread(
            () -> {
              command.commandLine().getErr().println(resume);
              command.commandLine().getErr().flush();
              Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code());
            },
            "interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
    return new Interrupt(hook);
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(hook);
  }
}
