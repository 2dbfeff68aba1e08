package io.palimpsest.erasure.broker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where broker and registry are. */
@ConfigMapping(prefix = "palimpsest.kafka")
public interface KafkaAddresses {
  /** Comma-separated host:port of the brokers. */
  String bootstrapServers();

  /** File of Kafka's properties for SASL and TLS; not set: the brokers ask for nothing. */
  Optional<Path> accessFile();

  /** Base of the registry's core API. */
  URI registryUrl();

  /** Bound of one write to a topic. */
  @WithDefault("5s")
  Duration deliveryTimeout();

  /** Whether a schema that the registry lacks is registered; for development only. */
  @WithDefault("false")
  boolean autoRegister();
}
