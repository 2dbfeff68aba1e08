package io.palimpsest.local.launcher;

import io.palimpsest.cli.Palimpsest;
import io.palimpsest.cli.frame.CommandException;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.local.launcher.demo.DemoCommand;
import io.palimpsest.local.stack.StackException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/** The commands of a checkout: those of every installation, and those of the local stack. */
public final class Launcher {
  private static final String EXAMPLES = "/io/palimpsest/local/launcher/examples.properties";

  private Launcher() {}

  /** Runs one command and ends with its exit code, see {@link ExitCode}. */
  public static void main(String... args) {
    // The log manager on the classpath has to be named before the first logger is made.
    System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return Palimpsest.with(
        List.of(
            new UpCommand(),
            new DownCommand(),
            new StatusCommand(),
            new LogsCommand(),
            new DemoCommand(),
            new SuperviseCommand(),
            new ScriptCommands.Test(),
            new ScriptCommands.Bench(),
            new ScriptCommands.Format(),
            new ScriptCommands.Build(),
            new ScriptCommands.Docs()),
        List.of(EXAMPLES),
        Launcher::known);
  }

  private static Optional<CommandException> known(Throwable exception) {
    return exception instanceof StackException || exception instanceof IllegalArgumentException
        ? Optional.of(new CommandException(ExitCode.FAILED, String.valueOf(exception.getMessage())))
        : Optional.empty();
  }
}
