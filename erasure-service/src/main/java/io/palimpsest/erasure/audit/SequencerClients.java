package io.palimpsest.erasure.audit;

import io.palimpsest.messaging.KafkaSettings;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The sequencer's Kafka clients. */
record SequencerClients(KafkaSettings kafka, SequencerSettings settings) {
  private static final int TRANSACTION_MILLIS = 10_000;

  /** The broker takes no new transaction before the last one's marks are written: moments later. */
  private static final int BACKOFF_MILLIS = 10;

  KafkaConsumer<String, byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
            kafka.bootstrapServers(),
            CommonClientConfigs.CLIENT_ID_CONFIG,
            kafka.clientId() + "-sequencer",
            ConsumerConfig.GROUP_ID_CONFIG,
            settings.groupId(),
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
            KafkaSettings.SESSION_MILLIS),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  KafkaProducer<String, byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
            kafka.bootstrapServers(),
            CommonClientConfigs.CLIENT_ID_CONFIG,
            kafka.clientId() + "-sequencer",
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            settings.transactionalId(),
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
            TRANSACTION_MILLIS,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            TRANSACTION_MILLIS,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            TRANSACTION_MILLIS,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            TRANSACTION_MILLIS / 2,
            ProducerConfig.RETRY_BACKOFF_MS_CONFIG,
            BACKOFF_MILLIS,
            ProducerConfig.LINGER_MS_CONFIG,
            0,
            ProducerConfig.ACKS_CONFIG,
            "all"),
        new StringSerializer(),
        new ByteArraySerializer());
  }
}
