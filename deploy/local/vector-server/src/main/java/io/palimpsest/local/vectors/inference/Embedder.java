package io.palimpsest.local.vectors.inference;

import java.util.List;

/** Turns texts into vectors. */
public interface Embedder {
  /**
   * One vector per text, in the same order. May block.
   *
   * @throws io.palimpsest.local.vectors.call.Refusal when it cannot be done now
   */
  List<float[]> embed(String model, List<String> texts, int dimension);
}
