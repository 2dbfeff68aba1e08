package io.palimpsest.vectorstore.pinecone;

import io.palimpsest.vectorstore.Metric;

/**
 * An index as the control plane lists it.
 *
 * @param host where it answers
 * @param dimension values of each vector
 * @param metric how it compares them
 */
public record IndexAddress(String host, int dimension, Metric metric) {}
