package io.palimpsest.ingest.http;

import io.palimpsest.access.Paging;
import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.write.Gate;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;

/** Makes pages of entries. What is fenced is hidden in a list as it is by itself. */
@Singleton
class Pages {
  private final Gate gate;
  private final Paging paging;

  Pages(Gate gate, Paging paging) {
    this.gate = gate;
    this.paging = paging;
  }

  /** A full page has a next one; what is hidden makes a page shorter. */
  <S, V> Page<V> of(List<Entry<S>> entries, int limit, Function<Entry<S>, V> view) {
    String next = entries.size() < limit ? null : paging.cursor(entries.getLast().head().key());
    return new Page<>(
        entries.stream()
            .filter(entry -> !gate.isFenced(entry.head().path().uids()))
            .map(view)
            .toList(),
        next);
  }
}
