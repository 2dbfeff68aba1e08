package io.palimpsest.reembed.search;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of searches. */
@ConfigMapping(prefix = "palimpsest.search")
public interface SearchConfig {
  /** Longest time in which a query becomes a vector, counted from when the search begins. */
  @WithDefault("5s")
  Duration queryDeadline();

  /** Longest time of one namespace, counted from when it is asked. */
  @WithDefault("2s")
  Duration namespaceDeadline();

  /** Namespaces of one search that are asked at once. */
  @WithDefault("64")
  int parallelNamespaces();

  /** Queries whose vectors are remembered. */
  @WithDefault("1000")
  int rememberedQueries();
}
