package io.palimpsest.reembed.content;

/** Content that ingest keeps. Calls block; thread-safe. */
@FunctionalInterface
public interface Contents {
  /**
   * Fetches content by its id.
   *
   * @throws ContentUnavailableException when nothing is known now; try again
   */
  Fetched fetch(String contentId);

  /** What ingest answers. */
  sealed interface Fetched {
    /**
     * The content.
     *
     * @param bytes as they were submitted
     */
    @SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
    record Content(byte[] bytes) implements Fetched {}

    /** Its key or the content itself was destroyed. */
    record Erased() implements Fetched {}

    /** A newer revision exists: its event is on the way. */
    record Superseded() implements Fetched {}

    /** Ingest knows no such content, and never will. */
    record Missing() implements Fetched {}
  }

  /** Ingest gave no answer. */
  final class ContentUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param cause what the client said
     */
    public ContentUnavailableException(Throwable cause) {
      super("content.unavailable", cause);
    }
  }
}
