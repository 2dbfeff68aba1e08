package io.palimpsest.reembed.app;

import io.palimpsest.vectorstore.Metric;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** A second target, which routes may lead to; there is none as long as it has no host. */
@ConfigMapping(prefix = "palimpsest.next")
public interface NextConfig {
  /** Its name in routes and in the ledger. */
  @WithDefault("next")
  String name();

  /** Host of its index, with a port where it is not 443. */
  Optional<String> host();

  /** Name of its index, by which the control plane knows it; needed where its place is compared. */
  Optional<String> indexName();

  /** Cloud that its index has to be in; not set: any. */
  Optional<String> cloud();

  /** Region that its index has to be in; not set: any. */
  Optional<String> region();

  /** Key to its index. */
  Optional<String> apiKey();

  /** What stands before the names of its namespaces; needed where both targets share an index. */
  Optional<String> namespacePrefix();

  /** Longest time of a single request, whatever the caller's deadline. */
  @WithDefault("10s")
  Duration requestTimeout();

  /** How its index compares vectors. */
  @WithDefault("cosine")
  Metric metric();

  /** Its model. */
  EmbedderConfig embedder();

  /** Oldest knowledge of a route that an instance goes by. */
  @WithDefault("1s")
  Duration routeAge();

  /** Longest time in which what a second side put off is tried again before it is owed. */
  @WithDefault("1s")
  Duration patience();

  /** Time in which a second side that did not answer is left alone. */
  @WithDefault("5s")
  Duration rest();
}
