package io.palimpsest.local.launcher;

import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.cli.frame.Output;
import io.palimpsest.cli.frame.Rows;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what runs. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description =
        "Shows what runs, where, how large and how often it was started again; ends with 1 unless"
            + " all of it runs.")
final class StatusCommand implements Callable<ExitCode> {

  @Spec private CommandSpec spec;

  private final StateFolder state = StateFolder.ofUp();

  @Override
  public ExitCode call() {
    Output output = Output.of(spec);
    if (state.addresses().isEmpty() || new Supervisor(state).find().isEmpty()) {
      output.say("No stack is up.");
      return ExitCode.FAILED;
    }
    List<PartStatus> parts = PartStatus.all(state);
    try (Rows rows = output.rows("part", "state", "process", "memory_mb", "restarts", "address")) {
      parts.forEach(part -> rows.add(part.json()));
      rows.end();
    }
    parts.stream().map(PartStatus::remark).flatMap(Optional::stream).forEach(output::say);
    output.say(parts.stream().mapToLong(PartStatus::megabytes).sum() + " MB in all");
    return parts.stream().allMatch(PartStatus::runs) ? ExitCode.DONE : ExitCode.FAILED;
  }
}
