package io.palimpsest.messaging;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Settings of Kafka's clients on which the contracts of this package rest. */
final class ClientConfigs {
  /** How long a request waits for its answer, where the whole has more time. */
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);

  private ClientConfigs() {}

  static Map<String, Object> producer(KafkaSettings settings) {
    Map<String, Object> configs = common(settings, "producer");
    int delivery = Math.toIntExact(settings.deliveryTimeout().toMillis());
    configs.put(ProducerConfig.ACKS_CONFIG, "all");
    configs.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    configs.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    configs.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, delivery);
    configs.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, delivery);
    configs.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, delivery);
    return configs;
  }

  static Map<String, Object> consumer(KafkaSettings settings) {
    Map<String, Object> configs = common(settings, "follower");
    configs.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    configs.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    configs.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    configs.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return configs;
  }

  static Map<String, Object> admin(KafkaSettings settings) {
    Map<String, Object> configs = common(settings, "admin");
    configs.put(
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
        Math.toIntExact(REQUEST_TIMEOUT.multipliedBy(2).toMillis()));
    configs.put(
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(REQUEST_TIMEOUT.toMillis()));
    return configs;
  }

  private static Map<String, Object> common(KafkaSettings settings, String part) {
    Map<String, Object> configs = settings.client(settings.clientId() + "-" + part);
    configs.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L);
    return configs;
  }
}
