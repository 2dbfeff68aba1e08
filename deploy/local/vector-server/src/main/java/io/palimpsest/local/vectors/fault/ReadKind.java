package io.palimpsest.local.vectors.fault;

import io.palimpsest.local.vectors.call.Operation;
import java.util.Locale;
import java.util.Optional;

/** Kinds of reads that become consistent each at its own pace. */
enum ReadKind {
  QUERY,
  FETCH,
  LIST,
  STATS;

  static Optional<ReadKind> of(Operation operation) {
    return switch (operation) {
      case QUERY, SEARCH_RECORDS -> Optional.of(QUERY);
      case FETCH, FETCH_BY_METADATA -> Optional.of(FETCH);
      case LIST -> Optional.of(LIST);
      case DESCRIBE_INDEX_STATS, LIST_NAMESPACES, DESCRIBE_NAMESPACE -> Optional.of(STATS);
      case UPSERT,
          UPDATE,
          DELETE,
          CREATE_NAMESPACE,
          DELETE_NAMESPACE,
          UPSERT_RECORDS,
          EMBED,
          RERANK ->
          Optional.empty();
    };
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
