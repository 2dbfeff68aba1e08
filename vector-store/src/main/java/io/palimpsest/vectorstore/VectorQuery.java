package io.palimpsest.vectorstore;

import java.util.Optional;

/**
 * Asks for nearest neighbours.
 *
 * @param vector where to look
 * @param topK how many at most, 1 to 10,000
 * @param filter condition on metadata
 */
public record VectorQuery(VectorValues vector, int topK, Optional<Filter> filter) {
  /** Largest answer of the store (docs.pinecone.io, database limits). */
  public static final int MAX_TOP_K = 10_000;

  /** Refuses counts that the store does not take. */
  public VectorQuery {
    if (topK < 1 || topK > MAX_TOP_K) {
      throw new InvalidVectorException("top_k", "1 to 10,000");
    }
  }
}
