package io.palimpsest.messaging;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Asks where a topic ends now. Uses a connection of its own, because a broker answers requests of
 * one connection in order and a consumer's waiting fetch would hold the answer up.
 */
final class TopicEnds implements AutoCloseable {
  /**
   * Ends of one topic.
   *
   * @param topicId identity of the topic, another one when it was created again
   * @param offsets per partition the offset behind the last record that a reader of committed
   *     records can reach
   */
  record Ends(Uuid topicId, Map<Integer, Long> offsets) {
    /** Whether more had been applied before these ends were asked for than they leave room for. */
    boolean isShorterThan(Map<Integer, Long> positionsBefore) {
      return positionsBefore.entrySet().stream()
          .anyMatch(position -> position.getValue() > offsets.getOrDefault(position.getKey(), 0L));
    }
  }

  private final Admin admin;
  private final String topic;

  TopicEnds(Admin admin, String topic) {
    this.admin = admin;
    this.topic = topic;
  }

  /** The ends as of a moment after this call began. */
  CompletableFuture<Ends> ask() {
    return describe().thenCompose(this::offsets).toCompletableFuture();
  }

  /** Identity and partitions of the topic. */
  CompletionStage<TopicDescription> describe() {
    return admin
        .describeTopics(List.of(topic))
        .allTopicNames()
        .toCompletionStage()
        .thenApply(descriptions -> descriptions.get(topic));
  }

  private CompletionStage<Ends> offsets(TopicDescription description) {
    Map<TopicPartition, OffsetSpec> latest =
        description.partitions().stream()
            .collect(
                Collectors.toMap(
                    partition -> new TopicPartition(topic, partition.partition()),
                    partition -> OffsetSpec.latest()));
    return admin
        .listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
        .all()
        .toCompletionStage()
        .thenApply(found -> new Ends(description.topicId(), byPartition(found)));
  }

  private static Map<Integer, Long> byPartition(Map<TopicPartition, ListOffsetsResultInfo> found) {
    return found.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                entry -> entry.getKey().partition(), entry -> entry.getValue().offset()));
  }

  @Override
  public void close() {
    admin.close();
  }
}
