package io.palimpsest.reembed.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How to reach the brokers. */
@ConfigMapping(prefix = "palimpsest.kafka")
public interface KafkaConfig {
  /** Comma-separated host:port of the brokers. */
  @WithDefault("localhost:9092")
  String bootstrapServers();

  /** Bound of one write to the broker; not above the fence's deadline. */
  @WithDefault("2s")
  Duration deliveryTimeout();
}
