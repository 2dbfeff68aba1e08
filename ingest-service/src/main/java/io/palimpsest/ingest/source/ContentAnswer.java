package io.palimpsest.ingest.source;

/** What became of a content that somebody was told of. */
public sealed interface ContentAnswer {
  /**
   * It is the present one.
   *
   * @param bytes its bytes
   * @param sha256 SHA-256, hex
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on to the answer, never compared
  record Found(byte[] bytes, String sha256) implements ContentAnswer {}

  /** A newer revision of its source has another: a newer event exists. */
  record Superseded() implements ContentAnswer {}

  /** Its entity is being erased, or was. */
  record Erased() implements ContentAnswer {}

  /** There is none of this id. */
  record Unknown() implements ContentAnswer {}
}
