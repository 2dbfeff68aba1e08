package io.palimpsest.reembed.embed;

import io.palimpsest.reembed.text.TokenCounter;

/**
 * A model as the service uses it.
 *
 * @param info what is known of it
 * @param passages embeds what is stored
 * @param queries embeds what is asked; the same model, told that it is a question where it matters
 * @param failures what its exceptions mean
 * @param tokens counts as the model does, or on the safe side
 * @param textsPerCall most texts of one call
 */
public record LoadedModel(
    ModelInfo info,
    BoundedModel passages,
    BoundedModel queries,
    ModelFailures failures,
    TokenCounter tokens,
    int textsPerCall) {

  /** The model behind this service's own port. */
  public Embedder embedder() {
    return new LangChainEmbedder(info, passages, failures);
  }
}
