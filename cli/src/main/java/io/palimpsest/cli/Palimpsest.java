package io.palimpsest.cli;

import io.palimpsest.cli.frame.CommandException;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.cli.frame.Frame;
import io.palimpsest.cli.frame.GlobalOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The root of all commands. */
@Command(
    name = "palimpsest",
    mixinStandardHelpOptions = true,
    description = "Keeps vectors in step with data, and proves that they are gone.")
public final class Palimpsest {
  private static final String EXAMPLES = "/io/palimpsest/cli/examples.properties";

  /** In the order of the help. By name, so that a call reads the one that it is for alone. */
  private static final List<Map.Entry<String, Class<?>>> COMMANDS =
      List.of(
          Map.entry("search", SearchCommand.class),
          Map.entry("submit", SubmitCommand.class),
          Map.entry("erase", EraseCommand.class),
          Map.entry("audit", AuditCommand.class),
          Map.entry("registry", RegistryCommand.class),
          Map.entry("parked", ParkedCommand.class),
          Map.entry("jobs", JobsCommand.class),
          Map.entry("reconcile", ReconcileCommand.class),
          Map.entry("reembed", ReembedCommand.class),
          Map.entry("route", RouteCommand.class),
          Map.entry("namespaces", NamespacesCommand.class),
          Map.entry("backup", BackupCommand.class),
          Map.entry("restore", RestoreCommand.class),
          Map.entry("migrate", MigrateCommand.class),
          Map.entry("validate", ValidateCommand.class),
          Map.entry("topics", TopicsCommand.class),
          Map.entry("keys", KeysCommand.class),
          Map.entry("witness", WitnessCommand.class),
          Map.entry("doctor", DoctorCommand.class),
          Map.entry("token", TokenCommand.class),
          Map.entry("profiles", ProfilesCommand.class),
          Map.entry("completion", CompletionCommand.class));

  /** It tells of all others. */
  private static final String COMPLETION = "completion";

  @Mixin private GlobalOptions options = new GlobalOptions();

  private Palimpsest() {}

  /** Runs one command and ends with its exit code, see {@link ExitCode}. */
  public static void main(String... args) {
    // The log manager on the classpath has to be named before the first logger is made.
    System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
    System.exit(called(args).execute(args));
  }

  /**
   * What a call needs: one command where it names one first, else the whole tree. To read a command
   * takes longer than most calls.
   */
  static CommandLine called(String... args) {
    return args.length > 0 && !args[0].equals(COMPLETION)
        ? COMMANDS.stream()
            .filter(command -> command.getKey().equals(args[0]))
            .findFirst()
            .map(command -> tree(List.of(command), List.of(), List.of(), Palimpsest::unknown))
            .orElseGet(Palimpsest::commandLine)
        : commandLine();
  }

  private static Optional<CommandException> unknown(Throwable exception) {
    return Optional.empty();
  }

  static CommandLine commandLine() {
    return with(List.of(), List.of(), Palimpsest::unknown);
  }

  /**
   * The whole tree with further commands.
   *
   * @param more annotated commands
   * @param examples resources with their examples
   * @param failures what their exceptions come to, where it is known
   */
  public static CommandLine with(
      List<Object> more,
      List<String> examples,
      Function<Throwable, Optional<CommandException>> failures) {
    return tree(COMMANDS, more, examples, failures);
  }

  private static CommandLine tree(
      List<Map.Entry<String, Class<?>>> commands,
      List<Object> more,
      List<String> examples,
      Function<Throwable, Optional<CommandException>> failures) {
    CommandLine root = new CommandLine(new Palimpsest());
    commands.forEach(command -> root.addSubcommand(command.getKey(), command.getValue()));
    more.forEach(root::addSubcommand);
    return Frame.around(
        root,
        Stream.concat(Stream.of(EXAMPLES), examples.stream()).toList(),
        exception -> failures.apply(exception).orElseGet(() -> Failures.of(exception)));
  }
}
