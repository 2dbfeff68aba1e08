package io.palimpsest.cli;

import io.palimpsest.cli.frame.ExitCode;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Completion in shells. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a script that completes commands and options in bash or zsh.",
      "A shell reads it at its start when the line of the example stands in ~/.bashrc or ~/.zshrc."
    })
final class CompletionCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
  private Shell shell;

  /** What it is for: one script serves both. */
  enum Shell {
    BASH,
    ZSH
  }

  @Override
  public ExitCode call() {
    // The script of the generator turns on the completion of bash in a zsh by itself.
    spec.commandLine()
        .getOut()
        .print(AutoComplete.bash(spec.root().name(), spec.root().commandLine()));
    return ExitCode.DONE;
  }
}
