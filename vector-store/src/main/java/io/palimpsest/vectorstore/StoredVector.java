package io.palimpsest.vectorstore;

/**
 * A vector as the store holds it; others may have written it, so only its form is checked.
 *
 * @param id id in its namespace
 * @param values its values
 * @param metadata its metadata
 */
public record StoredVector(String id, VectorValues values, Metadata metadata) {}
