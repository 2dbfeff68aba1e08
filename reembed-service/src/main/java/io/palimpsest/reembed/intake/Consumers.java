package io.palimpsest.reembed.intake;

import io.palimpsest.messaging.KafkaSettings;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * The consumers of this service: committed records only, nothing committed by itself, from the
 * beginning.
 */
public final class Consumers {
  /**
   * Who reads here and there asks for what is known to be there. At Kafka's default of half a
   * second, the fetch that the last place leaves behind at its end would hold up the next place.
   */
  private static final int FETCH_MILLIS = 1;

  private Consumers() {}

  /** A member of a group. */
  public static <K, V> Consumer<K, V> of(
      KafkaSettings kafka, String group, Deserializer<K> keys, Deserializer<V> values) {
    Map<String, Object> settings = committedFromTheBeginning(kafka, group);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, KafkaSettings.SESSION_MILLIS);
    settings.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    return new KafkaConsumer<>(settings, keys, values);
  }

  /** A consumer of no group: it is told what to read, and goes from place to place. */
  public static Consumer<byte[], byte[]> alone(KafkaSettings kafka, String name) {
    Map<String, Object> settings = committedFromTheBeginning(kafka, name);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_MILLIS);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static Map<String, Object> committedFromTheBeginning(KafkaSettings kafka, String name) {
    Map<String, Object> settings = kafka.client(kafka.clientId() + "-" + name);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return settings;
  }
}
