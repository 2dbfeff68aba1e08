package io.palimpsest.messaging;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * How to reach the brokers.
 *
 * @param bootstrapServers comma-separated host:port
 * @param access as whom, and over what
 * @param clientId name under which the broker sees this client
 * @param deliveryTimeout bound of one write: when it has passed since the record was handed over,
 *     the record is on the broker or never will be
 */
public record KafkaSettings(
    String bootstrapServers, BrokerAccess access, String clientId, Duration deliveryTimeout) {
  /** Default bound of one write; Kafka's own of two minutes would land far too late. */
  public static final Duration DEFAULT_DELIVERY_TIMEOUT = Duration.ofSeconds(5);

  /** So soon are the partitions of an instance that was killed given to another, in ms. */
  public static final int SESSION_MILLIS = 10_000;

  /** Refuses a bound that is not positive. */
  public KafkaSettings {
    if (deliveryTimeout.toMillis() <= 0) {
      throw new IllegalArgumentException("deliveryTimeout must be positive");
    }
  }

  /** Settings with the default bound of one write, for brokers that ask for nothing. */
  public static KafkaSettings of(String bootstrapServers, String clientId) {
    return of(bootstrapServers, BrokerAccess.ANYBODY, clientId);
  }

  /** Settings with the default bound of one write. */
  public static KafkaSettings of(String bootstrapServers, BrokerAccess access, String clientId) {
    return new KafkaSettings(bootstrapServers, access, clientId, DEFAULT_DELIVERY_TIMEOUT);
  }

  /** The same brokers under another client id. */
  public KafkaSettings withClientId(String other) {
    return new KafkaSettings(bootstrapServers, access, other, deliveryTimeout);
  }

  /**
   * What every client of the brokers needs; each client of the product begins with it.
   *
   * @param name the client's id
   * @return a map of its own, which may be added to; it holds secrets
   */
  public Map<String, Object> client(String name) {
    Map<String, Object> configs = new HashMap<>(access.properties());
    configs.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    configs.put(CommonClientConfigs.CLIENT_ID_CONFIG, name);
    return configs;
  }
}
