package io.palimpsest.ingest.write;

import io.palimpsest.ingest.store.EntryStore;

/**
 * All that one kind of entries needs.
 *
 * @param store reads them
 * @param writer changes them
 * @param relay announces what was left over
 * @param <S> type of the state
 */
public record Shelf<S>(EntryStore<S> store, ChangeWriter<S> writer, Relay<S> relay) {}
