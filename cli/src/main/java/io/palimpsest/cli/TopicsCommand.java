package io.palimpsest.cli;

import io.palimpsest.messaging.Drift;
import io.palimpsest.messaging.Topics;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Topics and schemas as code. */
@Command(
    name = "topics",
    mixinStandardHelpOptions = true,
    description = "Compares topics and schemas with the catalogue, and creates what is missing.")
final class TopicsCommand {
  @Spec private CommandSpec spec;

  @Command(
      mixinStandardHelpOptions = true,
      description = "Prints what differs. Ends with 1 when something does.")
  int diff(@Mixin KafkaConnection kafka) {
    try (Topics topics = kafka.topics()) {
      return report(topics.diff());
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Creates topics, sets what may be set, registers schemas.")
  int apply(
      @Mixin KafkaConnection kafka,
      @Option(names = "--yes", description = "Do it; without, only the plan is printed.")
          boolean yes) {
    try (Topics topics = kafka.topics()) {
      if (!yes) {
        report(topics.diff());
        spec.commandLine().getOut().println("nothing was changed; --yes does it");
        return ExitCodes.DONE;
      }
      topics.apply().forEach(this::print);
      return report(topics.diff());
    }
  }

  private int report(List<Drift> drift) {
    drift.forEach(this::print);
    PrintWriter out = spec.commandLine().getOut();
    out.println(drift.isEmpty() ? "no drift" : drift.size() + " differences");
    return drift.isEmpty() ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  private void print(Drift drift) {
    spec.commandLine().getOut().println(drift.subject() + ": " + drift.description());
  }
}
