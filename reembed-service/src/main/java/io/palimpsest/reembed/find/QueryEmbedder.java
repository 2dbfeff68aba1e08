package io.palimpsest.reembed.find;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.vectorstore.VectorValues;

/** Embeds queries with one model. Thread-safe; blocks. */
public interface QueryEmbedder {
  /** Name of the model, as vectors carry it. */
  String model();

  /** Length of its vectors. */
  int dimension();

  /**
   * The query's vector.
   *
   * @param deadline after which nothing is asked of the model any more, nor waited for
   */
  VectorValues embed(String query, Deadline deadline);
}
