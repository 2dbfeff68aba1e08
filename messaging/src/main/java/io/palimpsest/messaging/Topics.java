package io.palimpsest.messaging;

import io.palimpsest.topic.AnyTopic;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;

/**
 * Brings brokers and registry in line with the catalogue of topics. Creates topics, sets what may
 * be set, registers schemas and their compatibility; never deletes, never changes the number of
 * partitions or copies. Blocks; not thread-safe.
 */
public final class Topics implements AutoCloseable {
  private final Admin admin;
  private final BrokerTopics topics;
  private final Subjects subjects;

  private Topics(Admin admin, BrokerTopics topics, Subjects subjects) {
    this.admin = admin;
    this.topics = topics;
    this.subjects = subjects;
  }

  /** Connects, for the topics of an installation without upstream participants. */
  public static Topics connect(KafkaSettings kafka, URI registryUrl, Replication replication) {
    return connect(kafka, registryUrl, replication, AnyTopic.catalogue(List.of()));
  }

  /**
   * Connects.
   *
   * @param registryUrl base of the registry's core API
   * @param catalogue topics of the installation
   */
  public static Topics connect(
      KafkaSettings kafka, URI registryUrl, Replication replication, List<AnyTopic> catalogue) {
    Admin admin = Admin.create(ClientConfigs.admin(kafka));
    return new Topics(
        admin,
        new BrokerTopics(admin, replication, catalogue),
        new Subjects(registryUrl, catalogue));
  }

  /**
   * What differs from the catalogue; empty when nothing does.
   *
   * @throws RegistryUnavailableException when the registry cannot be asked
   * @throws org.apache.kafka.common.KafkaException when the brokers cannot be asked
   */
  public List<Drift> diff() {
    List<Drift> drift = new ArrayList<>(topicDiff());
    drift.addAll(schemaDiff());
    return drift;
  }

  /**
   * What differs on the brokers alone.
   *
   * @throws org.apache.kafka.common.KafkaException when they cannot be asked
   */
  public List<Drift> topicDiff() {
    return topics.diff();
  }

  /**
   * What differs in the registry alone.
   *
   * @throws RegistryUnavailableException when it cannot be asked
   */
  public List<Drift> schemaDiff() {
    return subjects.diff();
  }

  /**
   * Mends what differs and may be mended, and waits until the brokers show it. May be repeated; two
   * at once do no harm.
   *
   * @return what differed before; {@link #diff} tells what still does
   * @throws RegistryUnavailableException when the registry cannot be asked
   * @throws SchemaRefusedException when the registry refuses a schema as incompatible
   */
  public List<Drift> apply() {
    List<Drift> before = diff();
    before.forEach(this::mend);
    if (before.stream().anyMatch(Topics::isMendable)) {
      topics.awaitUntil(drift -> drift.stream().noneMatch(Topics::isMendable));
    }
    return before;
  }

  @Override
  public void close() {
    admin.close();
  }

  private static boolean isMendable(Drift drift) {
    return !(drift instanceof Drift.Partitions || drift instanceof Drift.Copies);
  }

  private void mend(Drift drift) {
    switch (drift) {
      case Drift.MissingTopic missing -> topics.create(missing.topic());
      case Drift.Setting setting -> topics.set(setting);
      case Drift.MissingSchema missing -> {
        subjects.register(missing.topic());
        subjects.demandCompatibility(missing.topic());
      }
      case Drift.Compatibility compatibility -> subjects.demandCompatibility(compatibility.topic());
      case Drift.Partitions keysWouldMove -> {}
      case Drift.Copies clusterOperatorsWork -> {}
    }
  }
}
