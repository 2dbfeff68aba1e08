package io.palimpsest.reembed.change;

import java.util.UUID;

/** Content that ingest keeps. Calls block; thread-safe. */
@FunctionalInterface
public interface Contents {
  /** Reason of what waits for its own content, which nobody else's work depends on. */
  String FAILING = "content.failing";

  /**
   * Fetches content.
   *
   * @param contentId its id
   * @param entity uid of the source that it is of: so one that is gone is told from one that never
   *     was
   * @throws ContentUnavailableException when nothing is known now; try again
   */
  Fetched fetch(String contentId, UUID entity);

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

    /** This content was not to be had now: its answer failed, stalled or broke off. */
    record Failing() implements Fetched {}

    /**
     * This content will not be had by asking again.
     *
     * @param reason machine-readable
     */
    record Unreadable(String reason) implements Fetched {}
  }

  /** Ingest answers nobody now. */
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
