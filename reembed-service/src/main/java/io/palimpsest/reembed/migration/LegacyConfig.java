package io.palimpsest.reembed.migration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Where the vectors of the old system are. */
@ConfigMapping(prefix = "palimpsest.legacy")
interface LegacyConfig {
  /** Host of its index; not set: they are in the service's own index, under their old names. */
  Optional<String> host();

  /** Key to it; one that only reads suffices until the old namespaces are deleted. */
  Optional<String> apiKey();

  /** Longest time of a single request. */
  @WithDefault("10s")
  Duration requestTimeout();

  /** Time after a cutover in which the old namespaces are kept. */
  @WithDefault("24h")
  Duration kept();

  /** Age of a verification above which it permits no deletion. */
  @WithDefault("1h")
  Duration verifiedWithin();
}
