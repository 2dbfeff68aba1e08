package io.palimpsest.vectorstore;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An index as the store describes it.
 *
 * @param dimension values per vector, where the index says it
 * @param metric name of the metric, where the index says it
 * @param namespaces approximate number of vectors by namespace
 */
public record IndexDescription(
    OptionalInt dimension, Optional<String> metric, Map<String, Long> namespaces) {
  /** Copies the map. */
  public IndexDescription {
    namespaces = Map.copyOf(namespaces);
  }
}
