package io.palimpsest.messaging.group;

import io.palimpsest.messaging.KafkaSettings;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Makes the Kafka clients of a group. */
final class GroupConsumers {
  private GroupConsumers() {}

  static Consumer<String, byte[]> consumer(GroupSettings settings) {
    Map<String, Object> configs = committed(settings.kafka().client(settings.group()));
    configs.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
    configs.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, KafkaSettings.SESSION_MILLIS);
    configs.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.mostRecords());
    configs.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    return new KafkaConsumer<>(configs, new StringDeserializer(), new ByteArrayDeserializer());
  }

  /** Reads what is committed, for itself alone. */
  static Consumer<String, byte[]> reader(KafkaSettings kafka) {
    Map<String, Object> configs = committed(kafka.client(kafka.clientId() + "-reader"));
    configs.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    return new KafkaConsumer<>(configs, new StringDeserializer(), new ByteArrayDeserializer());
  }

  static Admin admin(GroupSettings settings) {
    return Admin.create(settings.kafka().client(settings.group() + "-admin"));
  }

  private static Map<String, Object> committed(Map<String, Object> configs) {
    configs.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    configs.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    configs.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return configs;
  }
}
