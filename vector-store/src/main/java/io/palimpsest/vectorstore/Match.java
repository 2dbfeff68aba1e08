package io.palimpsest.vectorstore;

/**
 * A neighbour found by a query.
 *
 * @param id id in its namespace
 * @param score similarity or distance, by the index's metric
 * @param metadata its metadata
 */
public record Match(String id, float score, Metadata metadata) {}
