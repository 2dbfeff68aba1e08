package io.palimpsest.reembed.app;

import io.palimpsest.reembed.embed.ModelInfo;
import io.palimpsest.vectorstore.IndexDescription;
import io.palimpsest.vectorstore.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an index is held against.
 *
 * @param model the model
 * @param metric how vectors are compared
 * @param chunkTokens most tokens of a chunk
 * @param mode who computes the vectors
 * @param provider where the model is
 */
record IndexFit(
    ModelInfo model,
    Metric metric,
    int chunkTokens,
    VectorsConfig.Mode mode,
    EmbedderConfig.Provider provider) {

  /** What does not fit, each with both values; empty when all does. */
  List<String> mismatches(IndexDescription index) {
    List<String> mismatches = new ArrayList<>();
    index
        .dimension()
        .ifPresent(dimension -> compare("dimension", dimension, model.dimension(), mismatches));
    index
        .metric()
        .ifPresent(found -> compare("metric", lower(found), lower(metric.name()), mismatches));
    if (chunkTokens > model.maxTokens()) {
      mismatches.add(
          "palimpsest.reembed.chunks.target-tokens is %d, the model %s reads %d"
              .formatted(chunkTokens, model.name(), model.maxTokens()));
    }
    if (mode == VectorsConfig.Mode.INTEGRATED && provider != EmbedderConfig.Provider.PINECONE) {
      mismatches.add(
          "palimpsest.vectors.mode is integrated, palimpsest.embedder.provider is %s: queries"
                  .formatted(lower(provider.name()).replace('_', '-'))
              + " need the index's own model, provider pinecone");
    }
    return mismatches;
  }

  private static void compare(String what, Object index, Object expected, List<String> mismatches) {
    if (!index.equals(expected)) {
      mismatches.add(
          "index " + what + " is " + index + ", model and configuration say " + expected);
    }
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
