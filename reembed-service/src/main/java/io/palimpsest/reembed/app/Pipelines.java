package io.palimpsest.reembed.app;

import io.palimpsest.reembed.index.Batches;
import java.util.Map;

/**
 * The way to each target.
 *
 * @param byTarget pipelines by name of their target
 */
record Pipelines(Map<String, Batches> byTarget) {
  /** Copies the map. */
  Pipelines {
    byTarget = Map.copyOf(byTarget);
  }
}
