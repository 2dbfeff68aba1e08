package io.palimpsest.erasure.log;

import io.palimpsest.messaging.KafkaSettings;
import java.util.HashMap;
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

/** The signer's Kafka clients. */
record SignerClients(KafkaSettings kafka, LogSettings settings) {
  private static final int TRANSACTION_MILLIS = 10_000;
  private static final int BACKOFF_MILLIS = 10;

  /** A member of the group of signers. */
  KafkaConsumer<String, byte[]> member() {
    Map<String, Object> configs = consumer("-signer");
    configs.put(ConsumerConfig.GROUP_ID_CONFIG, settings.groupId());
    configs.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, KafkaSettings.SESSION_MILLIS);
    return consumer(configs);
  }

  /** A reader of committed records, without a group. */
  KafkaConsumer<String, byte[]> reader() {
    return consumer(consumer("-signer-reader"));
  }

  KafkaProducer<String, byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
            kafka.bootstrapServers(),
            CommonClientConfigs.CLIENT_ID_CONFIG,
            kafka.clientId() + "-signer",
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

  private Map<String, Object> consumer(String suffix) {
    Map<String, Object> configs = new HashMap<>();
    configs.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    configs.put(CommonClientConfigs.CLIENT_ID_CONFIG, kafka.clientId() + suffix);
    configs.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    configs.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    configs.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return configs;
  }

  private static KafkaConsumer<String, byte[]> consumer(Map<String, Object> configs) {
    return new KafkaConsumer<>(configs, new StringDeserializer(), new ByteArrayDeserializer());
  }
}
