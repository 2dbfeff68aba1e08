package io.palimpsest.ingest.migration.legacy;

/** The vector side refused, or did not answer. The message begins with a code. */
public final class VectorSideException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message code, colon, sentence
   */
  public VectorSideException(String message) {
    super(message);
  }
}
