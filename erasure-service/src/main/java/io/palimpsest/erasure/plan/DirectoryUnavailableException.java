package io.palimpsest.erasure.plan;

/** The registry cannot be asked now. Nothing is known about the scope; ask again. */
public final class DirectoryUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what stood in the way. */
  public DirectoryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
