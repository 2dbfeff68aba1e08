package io.palimpsest.reembed.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How to reach the brokers. */
@ConfigMapping(prefix = "palimpsest.kafka")
public interface KafkaConfig {
  /** Comma-separated host:port of the brokers. */
  @WithDefault("localhost:9092")
  String bootstrapServers();

  /** File of Kafka's properties for SASL and TLS; not set: the brokers ask for nothing. */
  Optional<Path> accessFile();

  /** Bound of one write to the broker; not above the fence's deadline. */
  @WithDefault("2s")
  Duration deliveryTimeout();
}
