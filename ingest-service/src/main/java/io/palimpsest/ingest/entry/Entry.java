package io.palimpsest.ingest.entry;

import org.jspecify.annotations.Nullable;

/**
 * One scope as ingest keeps it.
 *
 * @param head everything but the state
 * @param state what its owner wrote; null for the stub of a deleted entity
 * @param <S> type of the state
 */
public record Entry<S>(Head head, @Nullable S state) {}
