package io.palimpsest.reembed.app;

import io.palimpsest.vectorstore.IndexPlacement;
import io.palimpsest.vectorstore.VectorStoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a target's index is where it has to be: data may not leave its region.
 *
 * @param settings what its settings begin with, such as {@code palimpsest.vectors}
 * @param variables what the variables behind them begin with, such as {@code PINECONE}
 * @param index its name, by which the control plane knows it
 * @param cloud cloud that is demanded, if any
 * @param region region that is demanded, if any
 * @param control tells where it is
 */
record IndexPlace(
    String settings,
    String variables,
    Optional<String> index,
    Optional<String> cloud,
    Optional<String> region,
    Placements control) {

  /** The service's own index. */
  static IndexPlace of(VectorsConfig config) {
    return new IndexPlace(
        "palimpsest.vectors",
        "PINECONE",
        config.indexName(),
        config.cloud(),
        config.region(),
        new Placements(config.controlUrl(), config.apiKey(), config.requestTimeout()));
  }

  /** The second target's, which the same control plane knows. */
  static IndexPlace of(NextConfig next, VectorsConfig home) {
    return new IndexPlace(
        "palimpsest.next",
        "PALIMPSEST_NEXT",
        next.indexName(),
        next.cloud(),
        next.region(),
        new Placements(home.controlUrl(), next.apiKey(), next.requestTimeout()));
  }

  /**
   * What does not fit, each with both values; empty when all does, or no place is demanded.
   *
   * @throws VectorStoreException when the control plane cannot be asked now
   */
  List<String> mismatches() {
    if (cloud.isEmpty() && region.isEmpty()) {
      return List.of();
    }
    if (index.isEmpty()) {
      return List.of(setting("index-name") + " must be set where cloud or region are demanded");
    }
    String name = index.get();
    try {
      return control
          .of(name)
          .map(this::mismatches)
          .orElseGet(() -> List.of("the index " + name + " is not serverless: it has no region"));
    } catch (VectorStoreException.NotFound unknown) {
      return List.of(
          "the control plane knows no index %s, see %s".formatted(name, setting("index-name")));
    } catch (VectorStoreException.Unauthorized refused) {
      return List.of("the control plane refuses " + setting("api-key"));
    }
  }

  private List<String> mismatches(IndexPlacement found) {
    List<String> mismatches = new ArrayList<>();
    compare("cloud", found.cloud(), cloud, mismatches);
    compare("region", found.region(), region, mismatches);
    return mismatches;
  }

  private void compare(
      String what, String found, Optional<String> demanded, List<String> mismatches) {
    if (demanded.isPresent() && !demanded.get().equalsIgnoreCase(found)) {
      mismatches.add(
          "index %s is %s, %s says %s".formatted(what, found, setting(what), demanded.get()));
    }
  }

  private String setting(String name) {
    return "%s.%s (%s_%s)"
        .formatted(settings, name, variables, name.replace('-', '_').toUpperCase(Locale.ROOT));
  }
}
