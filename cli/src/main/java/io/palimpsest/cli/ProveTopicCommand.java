package io.palimpsest.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.cli.frame.Output;
import io.palimpsest.sealing.HttpKeys;
import io.palimpsest.tenancy.Role;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows that nothing of an erased scope can be read from the change topics. */
@Command(
    name = "prove-topic",
    mixinStandardHelpOptions = true,
    description = {
      "Reads the change topics to their end and tries to open every record of a scope.",
      "Ends with 0 when none can be read and records of a living scope, the control, can."
    })
final class ProveTopicCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;

  @Mixin private Connection connection;
  @Mixin private KafkaConnection kafka;

  @Option(names = "--uid", required = true, description = "Uid of the erased scope.")
  private UUID uid;

  @Option(
      names = "--control",
      required = true,
      description = "Uid of a scope that lives: without it a zero proves nothing.")
  private UUID control;

  @Option(
      names = "--keys",
      description =
          "Address of the owner of the keys; default: PALIMPSEST_INGEST_URL, else the local stack.")
  private @Nullable URI keys;

  @Option(
      names = "--timeout",
      converter = DurationConverter.class,
      defaultValue = "10m",
      description = "Longest time to read one topic; default: ${DEFAULT-VALUE}.")
  private Duration timeout;

  @Override
  public ExitCode call() {
    ProofOfTopic.Proof proof =
        new ProofOfTopic(
                kafka.log(),
                new HttpKeys(connection.ingest(keys), connection.bearer(Role.SERVICE)),
                timeout)
            .of(uid, control);
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    shown.set("control", proof.control().json(control));
    shown.set("erased", proof.erased().json(uid));
    Output.of(spec).show(shown.put("verdict", proof.verdict()));
    return proof.holds() ? ExitCode.DONE : ExitCode.FAILED;
  }
}
