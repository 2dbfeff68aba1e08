package io.palimpsest.erasure.broker;

import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.topic.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DeletedRecords;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The topic of demands through clients that live for one call: they are rarely needed. */
@ApplicationScoped
class KafkaDemands implements DemandTopic {
  private static final String TOPIC = Topic.ERASURE_REQUESTS.topicName();

  private final KafkaSettings kafka;
  private final String group;

  KafkaDemands(
      KafkaSettings kafka,
      @ConfigProperty(name = "mp.messaging.incoming.erasure-requests.group.id") String group) {
    this.kafka = kafka;
    this.group = group;
  }

  @Override
  public Optional<ConsumerRecord<String, byte[]>> read(int partition, long offset) {
    TopicPartition place = new TopicPartition(TOPIC, partition);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(configs(), new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(place));
      long begin =
          consumer.beginningOffsets(List.of(place), BrokerAnswers.BOUND).getOrDefault(place, 0L);
      long end = consumer.endOffsets(List.of(place), BrokerAnswers.BOUND).getOrDefault(place, 0L);
      if (offset < begin || offset >= end) {
        return Optional.empty();
      }
      consumer.seek(place, offset);
      ConsumerRecords<String, byte[]> polled = consumer.poll(BrokerAnswers.BOUND);
      return polled.records(place).stream().filter(one -> one.offset() == offset).findFirst();
    }
  }

  @Override
  public Map<Integer, Long> truncate(Supplier<Map<Integer, Long>> wanted) {
    try (Admin admin = Admin.create(configs())) {
      Map<TopicPartition, OffsetAndMetadata> commits =
          BrokerAnswers.await(
              admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
      Map<Integer, Long> stays = wanted.get();
      Map<TopicPartition, RecordsToDelete> done = new HashMap<>();
      commits.forEach(
          (place, committed) -> {
            if (committed != null && place.topic().equals(TOPIC)) {
              done.put(place, RecordsToDelete.beforeOffset(end(place, committed, stays)));
            }
          });
      Map<Integer, Long> begins = new HashMap<>();
      for (Map.Entry<TopicPartition, KafkaFuture<DeletedRecords>> deleted :
          admin.deleteRecords(done).lowWatermarks().entrySet()) {
        begins.put(
            deleted.getKey().partition(), BrokerAnswers.await(deleted.getValue()).lowWatermark());
      }
      return begins;
    }
  }

  private static long end(
      TopicPartition place, OffsetAndMetadata committed, Map<Integer, Long> stays) {
    return Math.min(committed.offset(), stays.getOrDefault(place.partition(), committed.offset()));
  }

  private Map<String, Object> configs() {
    Map<String, Object> configs = kafka.client(kafka.clientId() + "-demands");
    configs.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    configs.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    return configs;
  }
}
