package io.palimpsest.ingest.registry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** How to reach the erasure service. */
@ConfigMapping(prefix = "palimpsest.erasure-service")
public interface ErasureServiceConfig {
  /** Address of the erasure service. */
  @WithDefault("http://localhost:8083")
  URI url();

  /** Bearer token of the role service that ingest shows there. */
  Optional<String> token();
}
