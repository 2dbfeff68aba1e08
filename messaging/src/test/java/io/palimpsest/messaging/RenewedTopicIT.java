package io.palimpsest.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.messaging.group.GroupLoop;
import io.palimpsest.messaging.group.GroupProgress;
import io.palimpsest.messaging.group.GroupSettings;
import io.palimpsest.messaging.group.TopicRenewedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A topic is deleted and made anew, larger than before, while a group reads it (I16). */
class RenewedTopicIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private final String topic = "renewed-" + UUID.randomUUID();
  private final Admin admin = Stores.admin();
  private final GroupProgress progress = new GroupProgress(Stores.kafka());
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final AtomicInteger renewals = new AtomicInteger();
  private volatile String known = "";

  @AfterEach
  void close() {
    progress.close();
    admin.close();
  }

  @Test
  void whatIsInTheNewOneIsReadFromItsBeginning() throws Exception {
    make();
    publish("old-", 50);
    known = progress.topicId(topic);
    try (GroupLoop group =
        GroupLoop.start(
            settings(),
            records -> {
              String id = progress.topicId(topic);
              if (!id.equals(known)) {
                known = id;
                renewals.incrementAndGet();
                throw new TopicRenewedException(topic);
              }
              records.forEach(one -> seen.add(one.key()));
            })) {
      await().atMost(PATIENCE).until(() -> seen.contains("old-49"));

      admin.deleteTopics(List.of(topic)).all().get();
      await().atMost(PATIENCE).until(() -> !admin.listTopics().names().get().contains(topic));
      make();
      publish("new-", 200);

      await().atMost(PATIENCE).until(() -> seen.contains("new-199"));
      assertThat(seen).contains("new-0", "new-10", "new-49", "new-50");
      assertThat(seen.stream().filter(key -> key.startsWith("new-")).distinct()).hasSize(200);
      assertThat(renewals).as("it was told").hasPositiveValue();
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(group.failure()).isEmpty());
    }
  }

  private GroupSettings settings() {
    return new GroupSettings(
        Stores.kafka(), "renewed-" + topic, List.of(topic), 100, Duration.ofSeconds(1), false);
  }

  private void make() throws Exception {
    admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
  }

  private void publish(String prefix, int count) throws Exception {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", Stores.running().bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (int at = 0; at < count; at++) {
        producer.send(new ProducerRecord<>(topic, 0, prefix + at, new byte[] {1}));
      }
      producer.flush();
    }
  }
}
