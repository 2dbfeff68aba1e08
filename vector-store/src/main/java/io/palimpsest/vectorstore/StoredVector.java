package io.palimpsest.vectorstore;

import java.util.Optional;

/**
 * A vector as the store holds it; others may have written it, so only its form is checked.
 *
 * @param id id in its namespace
 * @param values its values
 * @param metadata its metadata
 * @param sparse its sparse half, if it has one
 */
public record StoredVector(
    String id, VectorValues values, Metadata metadata, Optional<SparseValues> sparse) {
  /** A vector without a sparse half. */
  public StoredVector(String id, VectorValues values, Metadata metadata) {
    this(id, values, metadata, Optional.empty());
  }
}
