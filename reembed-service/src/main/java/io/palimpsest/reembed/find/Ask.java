package io.palimpsest.reembed.find;

import io.palimpsest.vectorstore.Filter;
import io.palimpsest.vectorstore.VectorValues;
import java.util.Optional;

/**
 * What is asked of each namespace.
 *
 * @param vector where to look
 * @param topK how many visible matches are wanted
 * @param filter condition on metadata
 */
public record Ask(VectorValues vector, int topK, Optional<Filter> filter) {}
