package io.palimpsest.reembed.app;

import io.palimpsest.reembed.route.AllIndexes;
import io.palimpsest.vectorstore.VectorStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The targets that there are.
 *
 * @param homeName name of the service's own
 * @param home its index
 * @param second the other one, if it is configured
 */
public record Targets(String homeName, VectorStore home, Optional<Second> second) {
  /** Their indexes, by name. */
  Map<String, VectorStore> stores() {
    return second
        .map(other -> Map.of(homeName, home, other.name(), other.store()))
        .orElseGet(() -> Map.of(homeName, home));
  }

  /** Their indexes as one. */
  VectorStore everywhere() {
    return second
        .<VectorStore>map(other -> new AllIndexes(List.of(home, other.store())))
        .orElse(home);
  }
}
