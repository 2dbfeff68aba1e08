package io.palimpsest.reembed.search.embed;

import io.palimpsest.vectorstore.VectorValues;

/** Embeds queries with one model. Thread-safe; blocks. */
public interface QueryEmbedder {
  /** Name of the model, as vectors carry it. */
  String model();

  /** Length of its vectors. */
  int dimension();

  /** The query's vector. */
  VectorValues embed(String query);
}
