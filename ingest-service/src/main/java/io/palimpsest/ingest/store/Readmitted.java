package io.palimpsest.ingest.store;

import io.palimpsest.event.ScopeType;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The readmissions that some records of an inbox topic are older than. Usually there are none.
 * Immutable.
 */
public final class Readmitted {
  private final Map<String, List<InboxEnd>> endsByName;
  private final BiFunction<ScopeType, String, String> name;

  Readmitted(Map<String, List<InboxEnd>> endsByName, BiFunction<ScopeType, String, String> name) {
    this.endsByName = Map.copyOf(endsByName);
    this.name = name;
  }

  /** Whether no record that was asked about is older than any readmission. */
  public boolean isEmpty() {
    return endsByName.isEmpty();
  }

  /** Whether a record is older than the readmission of a scope. */
  public boolean since(ScopeType type, String key, int partition, long offset) {
    return endsByName.getOrDefault(name.apply(type, key), List.of()).stream()
        .anyMatch(end -> end.partition() == partition && offset < end.offset());
  }
}
