package io.palimpsest.erasure.fence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Where broker and registry are. */
@ConfigMapping(prefix = "palimpsest.kafka")
public interface KafkaAddresses {
  /** Comma-separated host:port of the brokers. */
  String bootstrapServers();

  /** Base of the registry's core API. */
  URI registryUrl();

  /** Bound of one write to a topic. */
  @WithDefault("5s")
  Duration deliveryTimeout();

  /** Whether a schema that the registry lacks is registered; for development only. */
  @WithDefault("false")
  boolean autoRegister();
}
