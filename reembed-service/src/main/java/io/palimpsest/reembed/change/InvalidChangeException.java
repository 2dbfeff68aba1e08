package io.palimpsest.reembed.change;

/** An event breaks its contract, at every attempt. The message is the machine-readable reason. */
public final class InvalidChangeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason such as {@code change.scope_path}
   */
  public InvalidChangeException(String reason) {
    super(reason);
  }

  /** Machine-readable reason. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
