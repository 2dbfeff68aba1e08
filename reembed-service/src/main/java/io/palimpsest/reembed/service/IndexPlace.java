package io.palimpsest.reembed.service;

import io.palimpsest.reembed.wiring.Placements;
import io.palimpsest.reembed.wiring.VectorsConfig;
import io.palimpsest.vectorstore.IndexPlacement;
import io.palimpsest.vectorstore.VectorStoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether the service's own index is where it has to be: data may not leave its region. */
final class IndexPlace {
  private final VectorsConfig config;

  IndexPlace(VectorsConfig config) {
    this.config = config;
  }

  /**
   * What does not fit, each with both values; empty when all does, or no place is demanded.
   *
   * @throws VectorStoreException when the control plane cannot be asked now
   */
  List<String> mismatches() {
    if (config.cloud().isEmpty() && config.region().isEmpty()) {
      return List.of();
    }
    if (config.indexName().isEmpty()) {
      return List.of(
          "palimpsest.vectors.index-name (PINECONE_INDEX_NAME) must be set where cloud or region"
              + " are demanded");
    }
    String name = config.indexName().get();
    try {
      return Placements.of(name, config)
          .map(this::mismatches)
          .orElseGet(() -> List.of("the index " + name + " is not serverless: it has no region"));
    } catch (VectorStoreException.NotFound unknown) {
      return List.of("the control plane knows no index " + name + " (PINECONE_INDEX_NAME)");
    } catch (VectorStoreException.Unauthorized refused) {
      return List.of("the control plane refuses palimpsest.vectors.api-key (PINECONE_API_KEY)");
    }
  }

  private List<String> mismatches(IndexPlacement found) {
    List<String> mismatches = new ArrayList<>();
    compare("cloud", found.cloud(), config.cloud(), mismatches);
    compare("region", found.region(), config.region(), mismatches);
    return mismatches;
  }

  private static void compare(
      String what, String index, Optional<String> demanded, List<String> mismatches) {
    if (demanded.isPresent() && !demanded.get().equalsIgnoreCase(index)) {
      mismatches.add(
          "index %s is %s, palimpsest.vectors.%s (PINECONE_%s) says %s"
              .formatted(what, index, what, what.toUpperCase(Locale.ROOT), demanded.get()));
    }
  }
}
