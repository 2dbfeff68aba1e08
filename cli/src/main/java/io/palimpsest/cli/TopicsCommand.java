package io.palimpsest.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.cli.frame.Output;
import io.palimpsest.cli.frame.OutputFormat;
import io.palimpsest.cli.frame.Rows;
import io.palimpsest.messaging.BrokerRights;
import io.palimpsest.messaging.Drift;
import io.palimpsest.messaging.Topics;
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
  ExitCode diff(@Mixin KafkaConnection kafka, @Mixin RightsToo too) {
    try (Topics topics = kafka.topics()) {
      return report(topics.diff(), too.diff(kafka));
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Creates topics, sets what may be set, registers schemas.")
  ExitCode apply(
      @Mixin KafkaConnection kafka,
      @Mixin RightsToo too,
      @Option(names = "--yes", description = "Do it; without, only the plan is printed.")
          boolean yes) {
    try (Topics topics = kafka.topics()) {
      if (!yes) {
        report(topics.diff(), too.diff(kafka));
        Output.of(spec).say("nothing was changed; --yes does it");
        return ExitCode.DONE;
      }
      topics.apply().forEach(done -> say(done.subject(), done.description()));
      too.apply(kafka).forEach(done -> say(done.subject(), done.description()));
      return report(topics.diff(), too.diff(kafka));
    }
  }

  private ExitCode report(List<Drift> drift, List<BrokerRights.Difference> rights) {
    Output output = Output.of(spec);
    int differences = drift.size() + rights.size();
    if (differences > 0 || output.format() != OutputFormat.TABLE) {
      try (Rows rows = output.rows("subject", "description")) {
        drift.forEach(one -> rows.add(row(one.subject(), one.description())));
        rights.forEach(one -> rows.add(row(one.subject(), one.description())));
        rows.end();
      }
    }
    output.say(differences == 0 ? "no drift" : differences + " differences");
    return differences == 0 ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static ObjectNode row(String subject, String description) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("subject", subject)
        .put("description", description);
  }

  private void say(String subject, String description) {
    Output.of(spec).say(subject + ": " + description);
  }
}
