package io.palimpsest.vectorstore;

import java.util.Optional;

/**
 * A vector to be written.
 *
 * @param id at most 512 characters, unique in its namespace
 * @param values the values, not all zero; {@link VectorValues#NONE} when the index embeds the text
 * @param metadata at most 40 KB
 * @param sparse the sparse half of a hybrid vector
 */
public record VectorRecord(
    String id, VectorValues values, Metadata metadata, Optional<SparseValues> sparse) {
  /** Longest id that the store takes (docs.pinecone.io, database limits). */
  public static final int MAX_ID = 512;

  /** Refuses what the store would refuse, before anything is sent. */
  public VectorRecord {
    VectorIds.validate(id);
    if (values.dimension() > 0 && values.isZero()) {
      throw new InvalidVectorException("vector", "has a value that is not zero");
    }
    if (metadata.sizeInBytes() > Metadata.MAX_BYTES) {
      throw InvalidVectorException.tooLarge("metadata", "at most 40 KB as JSON");
    }
  }

  /** A record without a sparse half. */
  public VectorRecord(String id, VectorValues values, Metadata metadata) {
    this(id, values, metadata, Optional.empty());
  }

  /**
   * A record whose values the index computes from its text.
   *
   * @throws InvalidVectorException when the metadata holds no text, or a blank one
   */
  public static VectorRecord ofText(String id, Metadata metadata) {
    if (metadata.text(Ownership.CHUNK_TEXT).filter(text -> !text.isBlank()).isEmpty()) {
      throw new InvalidVectorException("text", "is there and not blank");
    }
    return new VectorRecord(id, VectorValues.NONE, metadata);
  }

  /** Whether the index computes the values. */
  public boolean isText() {
    return values.dimension() == 0 && sparse.isEmpty();
  }
}
