package io.palimpsest.reembed.embed;

/** Says what an exception of a model means. */
@FunctionalInterface
public interface ModelFailures {
  /** The same failure in this package's terms. */
  EmbeddingException of(RuntimeException failure);

  /** A model in this process: it fails on a text, never for a while. */
  static ModelFailures inProcess() {
    return failure -> new EmbeddingException.Rejected("embedding.rejected", failure);
  }
}
