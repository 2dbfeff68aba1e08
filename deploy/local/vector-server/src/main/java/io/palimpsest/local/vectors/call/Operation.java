package io.palimpsest.local.vectors.call;

import java.util.Locale;

/** What a caller can ask for; the unit in which calls are counted and faults are aimed. */
public enum Operation {
  UPSERT(true),
  UPDATE(true),
  DELETE(true),
  CREATE_NAMESPACE(true),
  DELETE_NAMESPACE(true),
  QUERY(false),
  FETCH(false),
  FETCH_BY_METADATA(false),
  LIST(false),
  DESCRIBE_INDEX_STATS(false),
  LIST_NAMESPACES(false),
  DESCRIBE_NAMESPACE(false),
  UPSERT_RECORDS(true),
  SEARCH_RECORDS(false),
  EMBED(false),
  RERANK(false);

  private final boolean write;

  Operation(boolean write) {
    this.write = write;
  }

  /** Whether it changes data, which a read-only key may not. */
  public boolean isWrite() {
    return write;
  }

  /** The name used in the admin API, such as {@code fetch_by_metadata}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
