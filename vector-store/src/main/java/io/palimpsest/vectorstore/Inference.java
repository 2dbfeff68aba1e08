package io.palimpsest.vectorstore;

import java.util.List;

/** A service beside the index that turns texts into vectors. Calls block; thread-safe. */
public interface Inference {
  /** Most texts of one call (docs.pinecone.io, embed limits). */
  int MAX_TEXTS = 96;

  /** What texts are embedded for; models tell the two apart. */
  enum Purpose {
    /** To be stored and found. */
    PASSAGE,
    /** To find by. */
    QUERY
  }

  /**
   * Embeds the texts in one request, which ends within the request timeout.
   *
   * @param texts at most {@link #MAX_TEXTS}
   * @return what the service answered, unchecked: as many vectors in the order of the texts if it
   *     did what was asked
   * @throws VectorStoreException when it did not answer with vectors
   */
  List<float[]> embed(List<String> texts, Purpose purpose);
}
