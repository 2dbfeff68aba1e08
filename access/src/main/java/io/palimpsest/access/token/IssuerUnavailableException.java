package io.palimpsest.access.token;

import org.jspecify.annotations.Nullable;

/**
 * Whether a token counts cannot be said, because its issuer could not be asked for the key that the
 * token names. Says nothing about the token; the same may succeed later.
 */
public final class IssuerUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason why the issuer was not asked, without data of the token
   */
  public IssuerUnavailableException(String reason, @Nullable Throwable cause) {
    super("the issuer of tokens cannot be asked for its keys: " + reason, cause);
  }
}
