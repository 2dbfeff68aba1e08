package io.palimpsest.reembed.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** How to reach the schema registry. */
@ConfigMapping(prefix = "palimpsest.registry")
public interface SchemaRegistryConfig {
  /** Address of the schema registry. */
  @WithDefault("http://localhost:8081")
  URI url();

  /** Whether the service registers schemas itself; for development only. */
  @WithDefault("false")
  boolean autoRegister();
}
