package io.palimpsest.messaging;

import io.palimpsest.topic.AnyTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/** The catalogue's topics on the brokers: what differs, and mending what may be mended. */
final class BrokerTopics {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Config NO_SETTINGS = new Config(List.of());

  private final Admin admin;
  private final Replication replication;
  private final List<AnyTopic> catalogue;

  BrokerTopics(Admin admin, Replication replication, List<AnyTopic> catalogue) {
    this.admin = admin;
    this.replication = replication;
    this.catalogue = List.copyOf(catalogue);
  }

  List<Drift> diff() {
    Set<String> present = await(admin.listTopics().names());
    List<AnyTopic> there =
        catalogue.stream().filter(topic -> present.contains(topic.topicName())).toList();
    Map<String, TopicDescription> described =
        await(admin.describeTopics(names(there)).allTopicNames());
    Map<ConfigResource, Config> configs = await(admin.describeConfigs(resources(there)).all());
    List<Drift> drift = new ArrayList<>();
    for (AnyTopic topic : catalogue) {
      TopicDescription description = described.get(topic.topicName());
      if (description == null) {
        drift.add(new Drift.MissingTopic(topic));
      } else {
        drift.addAll(shape(topic, description));
        drift.addAll(settings(topic, configs.getOrDefault(resource(topic), NO_SETTINGS)));
      }
    }
    return drift;
  }

  /** Brokers learn from their controller with a delay; gives up quietly, as a diff will tell. */
  void awaitUntil(Predicate<List<Drift>> reached) {
    long start = System.nanoTime();
    try {
      while (!reached.test(diff()) && System.nanoTime() - start < PATIENCE.toNanos()) {
        Thread.sleep(POLL.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void create(AnyTopic topic) {
    NewTopic wanted =
        new NewTopic(
                topic.topicName(),
                Optional.of(topic.partitions()),
                Optional.of((short) replication.factor()))
            .configs(TopicSettings.of(topic, replication));
    try {
      await(admin.createTopics(List.of(wanted)).all());
    } catch (TopicExistsException somebodyElseDid) {
      // Two that apply at once want the same; a difference shows in the next diff.
    }
  }

  void set(Drift.Setting setting) {
    AlterConfigOp change =
        new AlterConfigOp(
            new ConfigEntry(setting.name(), setting.expected()), AlterConfigOp.OpType.SET);
    await(admin.incrementalAlterConfigs(Map.of(resource(setting.topic()), List.of(change))).all());
  }

  private List<Drift> shape(AnyTopic topic, TopicDescription description) {
    List<Drift> drift = new ArrayList<>();
    int partitions = description.partitions().size();
    int copies = description.partitions().getFirst().replicas().size();
    if (partitions != topic.partitions()) {
      drift.add(new Drift.Partitions(topic, topic.partitions(), partitions));
    }
    if (copies != replication.factor()) {
      drift.add(new Drift.Copies(topic, replication.factor(), copies));
    }
    return drift;
  }

  private List<Drift> settings(AnyTopic topic, Config actual) {
    List<Drift> drift = new ArrayList<>();
    TopicSettings.of(topic, replication)
        .forEach(
            (name, expected) -> {
              ConfigEntry entry = actual.get(name);
              String value = entry == null ? "unset" : String.valueOf(entry.value());
              if (!expected.equals(value)) {
                drift.add(new Drift.Setting(topic, name, expected, value));
              }
            });
    return drift;
  }

  private static Collection<String> names(List<AnyTopic> topics) {
    return topics.stream().map(AnyTopic::topicName).toList();
  }

  private static Set<ConfigResource> resources(List<AnyTopic> topics) {
    return topics.stream().map(BrokerTopics::resource).collect(Collectors.toSet());
  }

  private static ConfigResource resource(AnyTopic topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
  }

  private static <T> T await(KafkaFuture<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException fault ? fault : new KafkaException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(e);
    }
  }
}
