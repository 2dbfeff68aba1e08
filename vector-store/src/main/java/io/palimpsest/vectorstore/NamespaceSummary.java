package io.palimpsest.vectorstore;

/**
 * A namespace as the store describes it. Counts lag behind writes: never a proof of freshness.
 *
 * @param name its name
 * @param records approximate number of vectors
 */
public record NamespaceSummary(String name, long records) {}
