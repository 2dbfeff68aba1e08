package io.palimpsest.reembed.app;

import io.palimpsest.reembed.route.Watermarks;
import java.util.Map;
import java.util.Objects;

/**
 * Log sequence numbers of each target's latest writes.
 *
 * @param byTarget by name of the target
 */
record AllWatermarks(Map<String, Watermarks> byTarget) {
  /** Copies the map. */
  AllWatermarks {
    byTarget = Map.copyOf(byTarget);
  }

  Watermarks of(String target) {
    return Objects.requireNonNull(byTarget.get(target), "watermarks for each target");
  }
}
