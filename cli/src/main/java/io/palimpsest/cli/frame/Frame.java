package io.palimpsest.cli.frame;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.TypeConversionException;

/** Makes all commands of a tree behave the same. */
public final class Frame {
  private static final int WIDTH = 100;
  private static final String TRACE = "PALIMPSEST_TRACE";

  private Frame() {}

  /**
   * Sets version, help, errors and exit codes of a root and of all below it.
   *
   * @param examples resources with the examples of each command's help
   * @param failures says how a command ends that threw, and why, in a line
   */
  public static CommandLine around(
      CommandLine root, List<String> examples, Function<Throwable, CommandException> failures) {
    each(root.getCommandSpec(), Examples.read(examples));
    root.getCommandSpec()
        .usageMessage()
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(
            Arrays.stream(ExitCode.values())
                .collect(
                    Collectors.toMap(
                        code -> String.valueOf(code.code()),
                        ExitCode::meaning,
                        (one, other) -> one,
                        LinkedHashMap::new)));
    return root.registerConverter(UUID.class, Frame::uuid)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(WIDTH)
        .setExecutionStrategy(Frame::run)
        .setParameterExceptionHandler(new UsageErrors())
        .setExecutionExceptionHandler(
            (exception, command, parsed) -> ended(exception, command, failures));
  }

  private static UUID uuid(String value) {
    try {
      return UUID.fromString(value);
    } catch (IllegalArgumentException malformed) {
      throw new TypeConversionException(
          "'" + value + "' is no id such as 0d3f7c1e-5b6a-4f0e-9c1d-2a4b6c8d0e1f");
    }
  }

  private static void each(CommandSpec command, Examples examples) {
    command.versionProvider(Version::lines);
    command
        .usageMessage()
        .footerHeading("%nExamples:%n")
        .footer(examples.of(command.qualifiedName()));
    command.subcommands().values().forEach(sub -> each(sub.getCommandSpec(), examples));
  }

  /** What a command returns is how it ends. */
  private static int run(ParseResult parsed) throws ExecutionException {
    int code = new RunLast().execute(parsed);
    CommandLine last = parsed.asCommandLineList().getLast();
    return last.getExecutionResult() instanceof ExitCode ending ? ending.code() : code;
  }

  private static int ended(
      Exception exception, CommandLine command, Function<Throwable, CommandException> failures) {
    CommandException failure =
        exception instanceof CommandException known ? known : failures.apply(exception);
    command.getErr().println("palimpsest: " + failure.getMessage());
    if (System.getenv(TRACE) != null) {
      exception.printStackTrace(command.getErr());
    }
    return failure.exitCode().code();
  }
}
