package io.palimpsest.benchmarks.ground;

import io.palimpsest.topic.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Lets a new group begin where the change topics end now. */
final class TopicEnds {
  private TopicEnds() {}

  static void commit(String bootstrapServers, String group) {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
      for (Topic topic : List.of(Topic.SOURCES, Topic.PORTFOLIO)) {
        for (int partition = 0; partition < topic.partitions(); partition++) {
          latest.put(new TopicPartition(topic.topicName(), partition), OffsetSpec.latest());
        }
      }
      Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
      admin
          .listOffsets(latest)
          .all()
          .get()
          .forEach((partition, end) -> ends.put(partition, new OffsetAndMetadata(end.offset())));
      admin.alterConsumerGroupOffsets(group, ends).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the ends of the topics cannot be committed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
