package io.palimpsest.sealing;

import org.jspecify.annotations.Nullable;

/** The owner of the keys gave no answer: nothing is known of any of them. */
public final class KeysUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what happened, without keys
   * @param cause what the client said, if it threw
   */
  public KeysUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
