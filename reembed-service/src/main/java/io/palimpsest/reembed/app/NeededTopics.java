package io.palimpsest.reembed.app;

import io.palimpsest.messaging.Drift;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.Replication;
import io.palimpsest.messaging.Topics;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether brokers and registry hold the catalogue. Without a topic or its schema nothing works, and
 * with another number of partitions or another cleanup content would stay that was erased; a
 * retention that an operator changed is only told.
 */
final class NeededTopics {
  private static final Logger LOG = LoggerFactory.getLogger(NeededTopics.class);
  private static final String CLEANUP = "cleanup.policy";
  private static final String IN_SYNC = "min.insync.replicas";
  private final KafkaSettings kafka;
  private final SchemaRegistryConfig registry;

  NeededTopics(KafkaSettings kafka, SchemaRegistryConfig registry) {
    this.kafka = kafka;
    this.registry = registry;
  }

  /**
   * What keeps the service from starting.
   *
   * @throws RuntimeException when brokers or registry cannot be asked now
   */
  List<String> mismatches() {
    List<String> mismatches = new ArrayList<>();
    try (Topics topics = Topics.connect(kafka, registry.url(), Replication.LOCAL)) {
      List<Drift> ours = topics.diff().stream().filter(drift -> !isTheClusters(drift)).toList();
      for (Drift drift : ours) {
        String told = drift.subject() + " " + drift.description();
        if (stops(drift)) {
          mismatches.add(told);
        } else {
          LOG.warn("not as in the catalogue: {}", told);
        }
      }
    }
    return mismatches;
  }

  /** How many copies there are differs from place to place, and is the doctor's to compare. */
  private static boolean isTheClusters(Drift drift) {
    return drift instanceof Drift.Copies
        || drift instanceof Drift.Setting setting && setting.name().equals(IN_SYNC);
  }

  private boolean stops(Drift drift) {
    return switch (drift) {
      case Drift.MissingTopic missing -> true;
      case Drift.MissingSchema missing -> !registry.autoRegister();
      case Drift.Partitions partitions -> true;
      case Drift.Setting setting -> setting.name().equals(CLEANUP);
      case Drift.Compatibility compatibility -> false;
      case Drift.Copies copies -> false;
    };
  }
}
