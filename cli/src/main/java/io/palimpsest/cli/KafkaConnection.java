package io.palimpsest.cli;

import io.palimpsest.messaging.BrokerAccess;
import io.palimpsest.messaging.BrokerRights;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.RegistryEventCodec;
import io.palimpsest.messaging.Replication;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.messaging.Topics;
import io.palimpsest.right.Principals;
import io.palimpsest.right.Rights;
import io.palimpsest.topic.AnyTopic;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
      names = "--kafka-access",
      paramLabel = "FILE",
      description =
          "File of Kafka's properties for SASL and TLS; default: PALIMPSEST_KAFKA_ACCESS_FILE, else"
              + " none.")
  private @Nullable Path access;

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
  private Function<String, Optional<String>> variables = Connection::environment;

  /** Takes variables from here, and none from the environment. */
  void variables(Map<String, String> instead) {
    variables = name -> Optional.ofNullable(instead.get(name));
  }

  boolean isConfigured() {
    return bootstrapServers != null
        || variables.apply("KAFKA_BOOTSTRAP_SERVERS").isPresent()
        || local.address("bootstrap-servers").isPresent();
  }

  Topics topics() {
    return Topics.connect(settings(), registry(), replicas(), catalogue());
  }

  /** The rights of the installation's principals, for an administrator of the brokers. */
  BrokerRights rights() {
    List<String> upstream = participants();
    return BrokerRights.connect(
        settings(), Rights.catalogue(upstream), Principals.limited(upstream));
  }

  private List<String> participants() {
    List<String> upstream =
        participants.isEmpty()
            ? variables.apply("PALIMPSEST_PARTICIPANTS").stream()
                .flatMap(names -> Stream.of(names.split(",")))
                .toList()
            : participants;
    return upstream.stream().map(String::strip).toList();
  }

  private List<AnyTopic> catalogue() {
    try {
      return AnyTopic.catalogue(participants());
    } catch (IllegalArgumentException noName) {
      throw new RefusedException("PALIMPSEST_PARTICIPANTS: " + noName.getMessage());
    }
  }

  TopicLog log() {
    return new TopicLog(settings(), RegistryEventCodec.connect(registry(), false));
  }

  private KafkaSettings settings() {
    return KafkaSettings.of(
        find(bootstrapServers, "KAFKA_BOOTSTRAP_SERVERS", "bootstrap-servers"),
        access(),
        "palimpsest");
  }

  private BrokerAccess access() {
    try {
      return Optional.ofNullable(access)
          .or(() -> variables.apply("PALIMPSEST_KAFKA_ACCESS_FILE").map(Path::of))
          .map(BrokerAccess::read)
          .orElse(BrokerAccess.ANYBODY);
    } catch (IllegalStateException unreadable) {
      throw new RefusedException(String.valueOf(unreadable.getMessage()));
    }
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
        .or(() -> variables.apply(variable))
        .or(() -> local.address(localName))
        .orElseThrow(
            () -> new RefusedException(variable + ": neither given nor is a local stack up"));
  }
}
