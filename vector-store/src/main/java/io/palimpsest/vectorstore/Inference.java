package io.palimpsest.vectorstore;

import io.palimpsest.fencing.Deadline;
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
   * Embeds the texts in one request, which ends within the request timeout and before the deadline.
   *
   * @param texts at most {@link #MAX_TEXTS}
   * @param deadline after which nothing is sent
   * @return what the service answered, unchecked: as many vectors in the order of the texts if it
   *     did what was asked
   * @throws VectorStoreException when it did not answer with vectors
   * @throws io.palimpsest.fencing.DeadlinePassedException when nothing was sent
   */
  List<float[]> embed(List<String> texts, Purpose purpose, Deadline deadline);
}
