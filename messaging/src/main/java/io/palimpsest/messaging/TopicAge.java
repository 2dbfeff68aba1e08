package io.palimpsest.messaging;

import io.palimpsest.topic.AnyTopic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Asks brokers whether a topic still keeps records of a time. Thread-safe. */
public final class TopicAge implements AutoCloseable {
  private final Admin admin;

  private TopicAge(Admin admin) {
    this.admin = admin;
  }

  /** Connects to the brokers. */
  public static TopicAge connect(KafkaSettings settings) {
    return new TopicAge(Admin.create(ClientConfigs.admin(settings)));
  }

  /**
   * Whether the topic keeps a record that was appended at the time or before it. By offsets: what
   * is left of an old segment counts even where no reader is shown it any more.
   *
   * @throws CompletionException when the brokers cannot be asked
   */
  public boolean keepsAnyUpTo(AnyTopic topic, Instant time) {
    List<TopicPartition> partitions = partitions(topic);
    Map<TopicPartition, Long> first = offsets(partitions, OffsetSpec.earliest());
    Map<TopicPartition, Long> end = offsets(partitions, OffsetSpec.latest());
    Map<TopicPartition, Long> younger =
        offsets(partitions, OffsetSpec.forTimestamp(time.toEpochMilli() + 1));
    return partitions.stream()
        .anyMatch(
            partition -> {
              long found = younger.getOrDefault(partition, -1L);
              long firstYounger = found < 0 ? end.getOrDefault(partition, 0L) : found;
              return firstYounger > first.getOrDefault(partition, 0L);
            });
  }

  @Override
  public void close() {
    admin.close();
  }

  private List<TopicPartition> partitions(AnyTopic topic) {
    return admin
        .describeTopics(List.of(topic.topicName()))
        .allTopicNames()
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .values()
        .stream()
        .flatMap(description -> description.partitions().stream())
        .map(partition -> new TopicPartition(topic.topicName(), partition.partition()))
        .toList();
  }

  private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec spec) {
    return admin
        .listOffsets(partitions.stream().collect(Collectors.toMap(p -> p, p -> spec)))
        .all()
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }
}
