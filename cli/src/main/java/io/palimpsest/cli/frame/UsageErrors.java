package io.palimpsest.cli.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A wrong command line in one line: what is wrong with it, and where to look. */
final class UsageErrors implements IParameterExceptionHandler {
  private static final String OTHERS = "palimpsest.launcher.commands";

  @Override
  public int handleParseException(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println("%s: %s; see `%s --help`".formatted(name, what(wrong), name));
    return ExitCode.USAGE.code();
  }

  private static String what(ParameterException wrong) {
    List<String> unmatched = wrong.getCommandLine().getUnmatchedArguments();
    if (!unmatched.isEmpty() && isSecondary(wrong)) {
      return unmatched(unmatched.getFirst(), wrong.getCommandLine());
    }
    String message = String.valueOf(wrong.getMessage()).replaceAll("\\s*\\R\\s*", " ").strip();
    return message.replaceFirst("^Error: ", "");
  }

  /** Something may only be missing because it was mistyped. */
  private static boolean isSecondary(ParameterException wrong) {
    return wrong instanceof UnmatchedArgumentException
        || wrong instanceof MissingParameterException;
  }

  private static String unmatched(String given, CommandLine command) {
    boolean option = given.startsWith("-");
    boolean group = !option && !command.getSubcommands().isEmpty();
    String kind = option ? "unknown option " : group ? "unknown command " : "too much: ";
    Optional<String> meant =
        option
            ? Guesses.of(given, options(command))
            : group ? Guesses.of(given, commands(command)) : Optional.empty();
    return kind + "'" + given + "'" + meant.map(one -> ", did you mean '" + one + "'?").orElse("");
  }

  private static List<String> options(CommandLine command) {
    return command.getCommandSpec().options().stream()
        .flatMap(option -> Stream.of(option.names()))
        .filter(name -> name.startsWith("--"))
        .toList();
  }

  /** Those of the command, those below them with their path, and those of the launcher. */
  private static List<String> commands(CommandLine command) {
    List<String> names = new ArrayList<>();
    command
        .getSubcommands()
        .forEach(
            (name, sub) -> {
              names.add(name);
              sub.getSubcommands().keySet().forEach(below -> names.add(name + " " + below));
            });
    if (command.getParent() == null) {
      names.addAll(List.of(System.getProperty(OTHERS, "").split(" ")));
    }
    names.removeIf(String::isBlank);
    return names;
  }
}
