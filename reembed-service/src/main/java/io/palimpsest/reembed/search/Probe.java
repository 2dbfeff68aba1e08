package io.palimpsest.reembed.search;

import io.palimpsest.vectorstore.VectorValues;

/** What is looked for: words, or a place among the vectors. */
public sealed interface Probe {
  /**
   * Words, to be embedded by the model of the vectors.
   *
   * @param text not blank, at most 8,192 characters
   */
  record Words(String text) implements Probe {}

  /**
   * A vector of the model's dimension.
   *
   * @param values its values
   */
  record Place(VectorValues values) implements Probe {}
}
