package io.palimpsest.reembed.text;

/**
 * A document gives no text, and would give none at another attempt. The message is the
 * machine-readable reason; content is never part of it.
 */
public final class UnreadableDocumentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason such as {@code text.unsupported_media_type}
   */
  public UnreadableDocumentException(String reason) {
    super(reason);
  }

  /**
   * @param reason such as {@code text.malformed}
   * @param cause what the parser met
   */
  public UnreadableDocumentException(String reason, Throwable cause) {
    super(reason, cause);
  }

  /** Machine-readable reason. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
