package io.palimpsest.cli;

import io.palimpsest.messaging.Drift;
import io.palimpsest.messaging.RegistryUnavailableException;
import io.palimpsest.messaging.Topics;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/** Whether brokers and registry agree with the catalogue: a line for each difference. */
final class TopicsCheck {
  private static final String TOPICS = "topics";
  private static final String REGISTRY = "registry";

  private TopicsCheck() {}

  static List<Finding> run(KafkaConnection kafka) {
    if (!kafka.isConfigured()) {
      return List.of(Finding.absent(TOPICS, "no brokers configured: KAFKA_BOOTSTRAP_SERVERS"));
    }
    try (Topics topics = kafka.topics()) {
      return run(topics);
    } catch (RefusedException e) {
      return List.of(Finding.wrong(REGISTRY, String.valueOf(e.getMessage())));
    }
  }

  static List<Finding> run(Topics topics) {
    List<Finding> findings = new ArrayList<>();
    try {
      findings.addAll(findings(TOPICS, topics.topicDiff()));
    } catch (KafkaException e) {
      findings.add(
          Finding.wrong(
              TOPICS,
              "brokers do not answer: " + e.getMessage() + "; check KAFKA_BOOTSTRAP_SERVERS"));
    }
    try {
      findings.addAll(findings(REGISTRY, topics.schemaDiff()));
    } catch (RegistryUnavailableException e) {
      findings.add(
          Finding.wrong(
              REGISTRY, "does not answer: " + e.getMessage() + "; check PALIMPSEST_REGISTRY_URL"));
    }
    return findings;
  }

  private static List<Finding> findings(String subject, List<Drift> drift) {
    return drift.isEmpty()
        ? List.of(Finding.ok(subject, "as in the catalogue"))
        : drift.stream()
            .map(
                one ->
                    Finding.wrong(
                        subject,
                        "%s: %s; %s".formatted(one.subject(), one.description(), remedy(one))))
            .toList();
  }

  private static String remedy(Drift drift) {
    return switch (drift) {
      case Drift.Partitions keysWouldMove ->
          "never changed in place, since keys would move: the topic has to be made anew";
      case Drift.Copies copies -> "the cluster's operator moves copies, or give --replication";
      case Drift.MissingTopic missing -> "palimpsest topics apply --yes creates it";
      case Drift.Setting setting -> "palimpsest topics apply --yes sets it";
      case Drift.MissingSchema missing -> "palimpsest topics apply --yes registers it";
      case Drift.Compatibility compatibility -> "palimpsest topics apply --yes sets it";
    };
  }
}
