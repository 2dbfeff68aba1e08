package io.palimpsest.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.cli.frame.Output;
import picocli.CommandLine.Model.CommandSpec;

/** What a command would do that was not told {@code --yes}. */
final class Planned {
  private Planned() {}

  /**
   * @param what would be done, as a sentence
   */
  static ExitCode say(CommandSpec command, String what) {
    Output.of(command)
        .fact(
            what + "; --yes does it",
            JsonNodeFactory.instance.objectNode().put("done", false).put("plan", what));
    return ExitCode.DONE;
  }
}
