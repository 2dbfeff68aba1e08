package io.palimpsest.local.launcher;

import io.palimpsest.local.launcher.demo.DemoCommand;
import io.palimpsest.local.stack.StackException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The root of the commands. */
@Command(
    name = "palimpsest",
    mixinStandardHelpOptions = true,
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      DemoCommand.class,
      SuperviseCommand.class
    })
public final class Launcher {

  private Launcher() {}

  /** Runs one command and ends with its exit code, see {@link ExitCodes}. */
  public static void main(String... args) {
    // The log manager on the classpath has to be named before the first logger is made.
    System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
    System.exit(
        new CommandLine(new Launcher())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(Launcher::report)
            .execute(args));
  }

  /** What users can act on is told in a line; anything else is a defect and shows where. */
  private static int report(
      Exception exception, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
    if (exception instanceof StackException || exception instanceof IllegalArgumentException) {
      command.getErr().println("palimpsest: " + exception.getMessage());
      return ExitCodes.FAILED;
    }
    throw exception;
  }
}
