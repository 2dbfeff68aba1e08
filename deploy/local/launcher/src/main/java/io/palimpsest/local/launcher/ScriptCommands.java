package io.palimpsest.local.launcher;

import io.palimpsest.cli.frame.CommandException;
import io.palimpsest.cli.frame.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the script does itself with Maven: here for help, guesses and completions alone. */
final class ScriptCommands {
  private ScriptCommands() {}

  private static ExitCode refuse() {
    throw new CommandException(
        ExitCode.USAGE, "this needs a checkout with its script; run ./palimpsest there");
  }

  /** The tests. */
  @Command(
      name = "test",
      mixinStandardHelpOptions = true,
      description = "Builds, checks and tests everything; what CI runs.")
  static final class Test implements Callable<ExitCode> {
    @Option(names = "--full", description = "The whole matrices and soak tests too.")
    private boolean full;

    @Option(names = "--containers", description = "On containers; ends with 4 without an engine.")
    private boolean containers;

    @Override
    public ExitCode call() {
      return refuse();
    }
  }

  /** The benchmarks. */
  @Command(
      name = "bench",
      mixinStandardHelpOptions = true,
      description = "Measures the product beside its peers and its goals.")
  static final class Bench implements Callable<ExitCode> {
    @Option(names = "--quick", description = "20 seeded documents.")
    private boolean quick;

    @Option(names = "--only", split = ",", paramLabel = "NAME", description = "Only these rows.")
    private List<String> only = List.of();

    @Parameters(hidden = true, arity = "0..*")
    private List<String> others = List.of();

    @Override
    public ExitCode call() {
      return refuse();
    }
  }

  /** The formatter. */
  @Command(
      name = "format",
      mixinStandardHelpOptions = true,
      description = "Formats all Java sources.")
  static final class Format implements Callable<ExitCode> {
    @Override
    public ExitCode call() {
      return refuse();
    }
  }

  /** The documentation. */
  @Command(
      name = "docs",
      mixinStandardHelpOptions = true,
      description = {
        "Builds the documentation as a site, with Node; prints where its first page is.",
        "It ends with 1 when a link leads nowhere."
      })
  static final class Docs implements Callable<ExitCode> {
    @Override
    public ExitCode call() {
      return refuse();
    }
  }

  /** The build. */
  @Command(
      name = "build",
      mixinStandardHelpOptions = true,
      description = "Builds what is out of date.")
  static final class Build implements Callable<ExitCode> {
    @Override
    public ExitCode call() {
      return refuse();
    }
  }
}
