package io.palimpsest.messaging.group;

import io.palimpsest.messaging.KafkaSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a topic ends, and whether a group has settled everything before such ends. Ends count what
 * open transactions have written, too. Every method throws a {@link KafkaException} when the broker
 * does not answer.
 */
public final class GroupProgress implements AutoCloseable {
  private static final long SECONDS = 10;

  private final Admin admin;
  private final Readable readable;

  /**
   * @param kafka how to reach the brokers
   */
  public GroupProgress(KafkaSettings kafka) {
    this.admin = Admin.create(kafka.client(kafka.clientId() + "-progress"));
    this.readable = new Readable(kafka);
  }

  /** Id of the topic that has this name now. */
  public String topicId(String topic) {
    return describe(topic).topicId().toString();
  }

  /** Where the topic ends now. */
  public SeenEnds ends(String topic) {
    TopicDescription description = describe(topic);
    Map<TopicPartition, Long> ends = offsets(description, OffsetSpec.latest());
    return new SeenEnds(
        topic,
        description.topicId().toString(),
        partitions(topic, description.partitions().size()).stream().map(ends::get).toList());
  }

  /** Whether the group has committed everything before the ends, or nothing is there to be read. */
  public Passing passing(String group, SeenEnds ends) {
    TopicDescription description = describe(ends.topic());
    if (!description.topicId().toString().equals(ends.topicId())
        || description.partitions().size() < ends.offsets().size()) {
      return Passing.VOID;
    }
    Map<TopicPartition, Long> open = open(group, ends, description);
    return open.isEmpty() || !readable.anyBefore(open, byPartition(ends))
        ? Passing.PASSED
        : Passing.BEHIND;
  }

  @Override
  public void close() {
    admin.close();
  }

  /** Where to go on reading the partitions of which something before the ends is not committed. */
  private Map<TopicPartition, Long> open(
      String group, SeenEnds ends, TopicDescription description) {
    Map<TopicPartition, OffsetAndMetadata> committed =
        await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    Map<TopicPartition, Long> earliest = offsets(description, OffsetSpec.earliest());
    Map<TopicPartition, Long> open = new HashMap<>();
    byPartition(ends)
        .forEach(
            (partition, end) -> {
              OffsetAndMetadata mark = committed.get(partition);
              long next =
                  Math.max(earliest.getOrDefault(partition, 0L), mark == null ? 0 : mark.offset());
              if (next < end) {
                open.put(partition, next);
              }
            });
    return open;
  }

  private TopicDescription describe(String topic) {
    return await(admin.describeTopics(List.of(topic)).allTopicNames()).values().iterator().next();
  }

  private Map<TopicPartition, Long> offsets(TopicDescription topic, OffsetSpec spec) {
    Map<TopicPartition, OffsetSpec> asked =
        partitions(topic.name(), topic.partitions().size()).stream()
            .collect(Collectors.toMap(partition -> partition, partition -> spec));
    return await(admin.listOffsets(asked).all()).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, found -> found.getValue().offset()));
  }

  private static Map<TopicPartition, Long> byPartition(SeenEnds ends) {
    return partitions(ends.topic(), ends.offsets().size()).stream()
        .collect(
            Collectors.toMap(
                partition -> partition, partition -> ends.offsets().get(partition.partition())));
  }

  private static List<TopicPartition> partitions(String topic, int count) {
    return IntStream.range(0, count).mapToObj(n -> new TopicPartition(topic, n)).toList();
  }

  private static <T> T await(KafkaFuture<T> answer) {
    try {
      return answer.get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException unanswered) {
      throw new KafkaException("the broker did not answer", unanswered);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while the broker was asked", interrupted);
    }
  }
}
