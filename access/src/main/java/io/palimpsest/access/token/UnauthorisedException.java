package io.palimpsest.access.token;

import org.jspecify.annotations.Nullable;

/** A token is missing or proves nothing. The message never holds the token. */
public final class UnauthorisedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * @param reason machine-readable, such as {@code token.expired}
   */
  public UnauthorisedException(String reason, @Nullable Throwable cause) {
    super(reason, cause);
    this.reason = reason;
  }

  /** As the other, without a cause. */
  public UnauthorisedException(String reason) {
    this(reason, null);
  }

  /**
   * Machine-readable reason: {@code token.missing}, {@code token.malformed}, {@code token.key},
   * {@code token.signature}, {@code token.expired}, {@code token.not_yet_valid}, {@code
   * token.issuer}, {@code token.audience} or {@code token.claims}.
   */
  public String reason() {
    return reason;
  }
}
