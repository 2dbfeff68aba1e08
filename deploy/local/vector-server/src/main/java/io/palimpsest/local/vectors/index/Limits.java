package io.palimpsest.local.vectors.index;

/** The API's limits. Source: the "limits" page of its documentation, version 2025-10. */
final class Limits {
  static final int VECTORS_PER_UPSERT = 1_000;
  static final int BYTES_PER_UPSERT = 2 * 1024 * 1024;
  static final int BYTES_PER_ANSWER = 4 * 1024 * 1024;
  static final int IDS_PER_REQUEST = 1_000;
  static final int ID_LENGTH = 512;
  static final int NAMESPACE_LENGTH = 512;
  static final int SPARSE_VALUES = 2_048;
  static final int TOP_K = 10_000;
  static final int LIST_PAGE = 100;
  static final int FETCH_BY_METADATA_PAGE = 10_000;
  static final int FETCH_BY_METADATA_DEFAULT = 100;

  private Limits() {}
}
