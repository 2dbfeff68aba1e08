package io.palimpsest.reembed.app;

import io.palimpsest.reembed.embed.LoadedModel;
import io.palimpsest.vectorstore.Metric;
import io.palimpsest.vectorstore.VectorStore;

/**
 * A target beside the service's own.
 *
 * @param name its name in routes and in the ledger
 * @param store its index
 * @param model its model
 * @param metric how its index compares
 */
public record Second(String name, VectorStore store, LoadedModel model, Metric metric) {}
