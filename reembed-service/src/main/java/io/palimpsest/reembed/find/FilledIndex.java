package io.palimpsest.reembed.find;

import io.palimpsest.vectorstore.Metric;
import io.palimpsest.vectorstore.VectorStore;

/**
 * An index with the model that fills it.
 *
 * @param name name of the target, as routes and the ledger call it
 * @param store the index
 * @param model name of the model of its vectors
 * @param metric how it compares
 */
public record FilledIndex(String name, VectorStore store, String model, Metric metric) {}
