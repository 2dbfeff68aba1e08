package io.palimpsest.reembed.embed;

/** What a stub of a model does instead of answering well. */
public enum Fault {
  WRONG_COUNT,
  WRONG_ORDER,
  INDEX_TWICE,
  EMPTY_VECTORS,
  WRONG_DIMENSION,
  NOT_A_NUMBER,
  ALL_ZEROS,
  NULL_VECTOR,
  RATE_LIMIT,
  SERVER_ERROR,
  SLOW,
  DRIPPING,
  BROKEN_JSON,
  NO_JSON,
  CUT,
  QUOTA,
  UNAUTHORIZED,
  BAD_REQUEST
}
