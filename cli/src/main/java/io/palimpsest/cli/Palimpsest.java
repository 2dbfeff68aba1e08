package io.palimpsest.cli;

import io.palimpsest.tenancy.InvalidIdException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The root of all commands. */
@Command(
    name = "palimpsest",
    mixinStandardHelpOptions = true,
    description = "Keeps vectors in step with data, and proves that they are gone.",
    subcommands = {
      TokenCommand.class,
      TopicsCommand.class,
      DoctorCommand.class,
      RegistryCommand.class,
      ParkedCommand.class,
      JobsCommand.class,
      ReconcileCommand.class,
      ReembedCommand.class,
      RouteCommand.class,
      EraseCommand.class,
      AuditCommand.class,
      WitnessCommand.class,
      KeysCommand.class
    })
public final class Palimpsest {
  private Palimpsest() {}

  /** Runs one command and ends with its exit code, see {@link ExitCodes}. */
  public static void main(String... args) {
    // The log manager on the classpath has to be named before the first logger is made.
    System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Palimpsest())
        .setExecutionExceptionHandler(
            (exception, command, parsed) -> {
              command.getErr().println(message(exception));
              return ExitCodes.FAILED;
            });
  }

  private static String message(Exception exception) {
    return exception instanceof RefusedException || exception instanceof InvalidIdException
        ? String.valueOf(exception.getMessage())
        : exception.getClass().getSimpleName() + ": " + exception.getMessage();
  }
}
