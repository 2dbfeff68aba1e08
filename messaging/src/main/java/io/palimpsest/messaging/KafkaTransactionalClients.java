package io.palimpsest.messaging;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The clients of a broker.
 *
 * @param kafka where the broker is
 * @param name who it is; part of the clients' ids
 * @param groupId group in which instances take turns
 * @param transactionalId under which the broker knows the one that writes
 */
record KafkaTransactionalClients(
    KafkaSettings kafka, String name, String groupId, String transactionalId)
    implements TransactionalClients {
  private static final int TRANSACTION_MILLIS = 10_000;

  /** The broker takes no new transaction before the last one's marks are written: moments later. */
  private static final int BACKOFF_MILLIS = 10;

  @Override
  public KafkaConsumer<String, byte[]> member() {
    Map<String, Object> configs = consumer(name);
    configs.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
    configs.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, KafkaSettings.SESSION_MILLIS);
    return open(configs);
  }

  @Override
  public KafkaConsumer<String, byte[]> reader() {
    return open(consumer(name + "-reader"));
  }

  @Override
  public Producer<String, byte[]> producer() {
    Map<String, Object> configs = new HashMap<>(ClientConfigs.producer(kafka));
    configs.put(CommonClientConfigs.CLIENT_ID_CONFIG, kafka.clientId() + "-" + name);
    configs.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    configs.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
    configs.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TRANSACTION_MILLIS);
    configs.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, TRANSACTION_MILLIS);
    configs.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TRANSACTION_MILLIS / 2);
    configs.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, BACKOFF_MILLIS);
    return new KafkaProducer<>(configs, new StringSerializer(), new ByteArraySerializer());
  }

  private Map<String, Object> consumer(String suffix) {
    Map<String, Object> configs = ClientConfigs.consumer(kafka);
    configs.put(CommonClientConfigs.CLIENT_ID_CONFIG, kafka.clientId() + "-" + suffix);
    return configs;
  }

  private static KafkaConsumer<String, byte[]> open(Map<String, Object> configs) {
    return new KafkaConsumer<>(configs, new StringDeserializer(), new ByteArrayDeserializer());
  }
}
