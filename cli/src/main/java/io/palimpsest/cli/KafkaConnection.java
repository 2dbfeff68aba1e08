package io.palimpsest.cli;

import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.RegistryEventCodec;
import io.palimpsest.messaging.Replication;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.messaging.Topics;
import io.palimpsest.topic.AnyTopic;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where brokers and registry are. On a local stack both are found without options. */
final class KafkaConnection {
  @Option(
      names = "--bootstrap-servers",
      description = "Brokers; default: KAFKA_BOOTSTRAP_SERVERS, else the local stack.")
  private @Nullable String bootstrapServers;

  @Option(
      names = "--registry",
      description = "Schema registry; default: PALIMPSEST_REGISTRY_URL, else the local stack.")
  private @Nullable String registry;

  @Option(
      names = "--replication",
      description = "Copies of each partition; default: 3, on the local stack 1.")
  private @Nullable Integer replication;

  @Option(
      names = "--participant",
      split = ",",
      paramLabel = "NAME",
      description =
          "Upstream applications that take part in erasures, each with a work topic of its own;"
              + " default: PALIMPSEST_PARTICIPANTS.")
  private List<String> participants = new ArrayList<>();

  private final LocalState local = LocalState.find();

  boolean isConfigured() {
    return bootstrapServers != null
        || Connection.environment("KAFKA_BOOTSTRAP_SERVERS").isPresent()
        || local.address("bootstrap-servers").isPresent();
  }

  Topics topics() {
    return Topics.connect(settings(), registry(), replicas(), catalogue());
  }

  private List<AnyTopic> catalogue() {
    List<String> upstream =
        participants.isEmpty()
            ? Connection.environment("PALIMPSEST_PARTICIPANTS").stream()
                .flatMap(names -> Stream.of(names.split(",")))
                .toList()
            : participants;
    try {
      return AnyTopic.catalogue(upstream.stream().map(String::strip).toList());
    } catch (IllegalArgumentException noName) {
      throw new RefusedException("PALIMPSEST_PARTICIPANTS: " + noName.getMessage());
    }
  }

  TopicLog log() {
    return new TopicLog(settings(), RegistryEventCodec.connect(registry(), false));
  }

  private KafkaSettings settings() {
    return KafkaSettings.of(
        find(bootstrapServers, "KAFKA_BOOTSTRAP_SERVERS", "bootstrap-servers"), "palimpsest");
  }

  private URI registry() {
    return URI.create(find(registry, "PALIMPSEST_REGISTRY_URL", "registry"));
  }

  private Replication replicas() {
    int factor =
        Optional.ofNullable(replication)
            .orElse(
                bootstrapServers == null && local.address("bootstrap-servers").isPresent() ? 1 : 3);
    return new Replication(factor, Math.max(1, factor - 1));
  }

  private String find(@Nullable String option, String variable, String localName) {
    return Optional.ofNullable(option)
        .or(() -> Connection.environment(variable))
        .or(() -> local.address(localName))
        .orElseThrow(
            () -> new RefusedException(variable + ": neither given nor is a local stack up"));
  }
}
