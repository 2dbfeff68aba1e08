package io.palimpsest.messaging;

import java.time.Duration;

/**
 * How to reach the brokers.
 *
 * @param bootstrapServers comma-separated host:port
 * @param clientId name under which the broker sees this client
 * @param deliveryTimeout bound of one write: when it has passed since the record was handed over,
 *     the record is on the broker or never will be
 */
public record KafkaSettings(String bootstrapServers, String clientId, Duration deliveryTimeout) {
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

  /** Settings with the default bound of one write. */
  public static KafkaSettings of(String bootstrapServers, String clientId) {
    return new KafkaSettings(bootstrapServers, clientId, DEFAULT_DELIVERY_TIMEOUT);
  }

  /** The same brokers under another client id. */
  public KafkaSettings withClientId(String other) {
    return new KafkaSettings(bootstrapServers, other, deliveryTimeout);
  }
}
