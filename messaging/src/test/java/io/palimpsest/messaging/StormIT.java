package io.palimpsest.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.messaging.group.BatchHandler;
import io.palimpsest.messaging.group.GroupLoop;
import io.palimpsest.messaging.group.GroupSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Two members of a group while others come and go and handlers fail: every record is handled, those
 * of a key in order, and none counts twice (I12). 200 rebalances and 20,000 records in the full
 * tier.
 */
class StormIT {
  private static final boolean FULL = Boolean.getBoolean("palimpsest.full");
  private static final int REBALANCES = FULL ? 200 : 8;
  private static final int RECORDS = FULL ? 20_000 : 2_000;
  private static final int KEYS = 50;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final String topic = "storm-" + UUID.randomUUID();
  private final Admin admin = Stores.admin();

  /** As the services do: what is not above the last offset of its key was applied before. */
  private final Map<String, Map<TopicPartition, Long>> applied = new ConcurrentHashMap<>();

  private final Map<String, AtomicInteger> counted = new ConcurrentHashMap<>();
  private final AtomicInteger handled = new AtomicInteger();
  private final AtomicInteger repeated = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicInteger outOfOrder = new AtomicInteger();

  @AfterEach
  void close() {
    admin.close();
  }

  @Test
  void nothingIsLostNothingCountsTwiceAndNothingComesOutOfOrder() throws Exception {
    admin.createTopics(List.of(new NewTopic(topic, 6, (short) 1))).all().get();
    int rounds = REBALANCES / 2;
    try (KafkaProducer<String, byte[]> producer = producer();
        GroupLoop one = member();
        GroupLoop other = member()) {
      for (int round = 0; round < rounds; round++) {
        int before = handled.get();
        write(producer, RECORDS * round / rounds, RECORDS * (round + 1) / rounds);
        GroupLoop guest = member();
        await()
            .pollInterval(Duration.ofMillis(20))
            .atMost(PATIENCE)
            .until(() -> handled.get() > before || isDone());
        guest.close();
      }
      await().atMost(PATIENCE).until(this::isDone);
      await().atMost(PATIENCE).until(() -> one.failure().or(other::failure).isEmpty());
    }

    int count = counted.values().stream().mapToInt(AtomicInteger::get).sum();
    System.out.printf(
        "storm: %d records, %d members came and went, %d batches failed, %d deliveries repeated:"
            + " lost %d, twice %d, out of order %d%n",
        RECORDS,
        REBALANCES / 2,
        failed.get(),
        repeated.get(),
        RECORDS - counted.size(),
        count - counted.size(),
        outOfOrder.get());
    assertThat(counted).hasSize(RECORDS);
    assertThat(count).isEqualTo(RECORDS);
    assertThat(outOfOrder).hasValue(0);
    assertThat(failed).as("positive control: batches that failed").hasPositiveValue();
  }

  private boolean isDone() {
    return counted.size() == RECORDS;
  }

  private GroupLoop member() {
    BatchHandler handler =
        records -> {
          int failing =
              failed.get() == 0 || ThreadLocalRandom.current().nextInt(20) == 0
                  ? ThreadLocalRandom.current().nextInt(records.size())
                  : -1;
          for (int at = 0; at < records.size(); at++) {
            if (at == failing) {
              failed.incrementAndGet();
              throw new IllegalStateException("a dependency is down");
            }
            ConsumerRecord<String, byte[]> one = records.get(at);
            apply(
                one.key(),
                new String(one.value(), StandardCharsets.UTF_8),
                new TopicPartition(one.topic(), one.partition()),
                one.offset());
          }
        };
    return GroupLoop.start(
        new GroupSettings(Stores.kafka(), topic, List.of(topic), 50, Duration.ofMillis(50), false),
        handler);
  }

  private void apply(String key, String id, TopicPartition partition, long offset) {
    applied.compute(
        key,
        (k, known) -> {
          Map<TopicPartition, Long> offsets = known == null ? new HashMap<>() : known;
          long last = offsets.getOrDefault(partition, -1L);
          if (offset <= last) {
            repeated.incrementAndGet();
            return offsets;
          }
          int sequence = Integer.parseInt(id);
          if (counted.containsKey(String.valueOf(sequence + KEYS))) {
            outOfOrder.incrementAndGet();
          }
          counted.computeIfAbsent(id, i -> new AtomicInteger()).incrementAndGet();
          handled.incrementAndGet();
          offsets.put(partition, offset);
          return offsets;
        });
  }

  private static KafkaProducer<String, byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            Stores.running().bootstrapServers(),
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  private void write(KafkaProducer<String, byte[]> producer, int from, int to) {
    for (int at = from; at < to; at++) {
      byte[] id = String.valueOf(at).getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>(topic, "key-" + at % KEYS, id));
    }
    producer.flush();
  }
}
