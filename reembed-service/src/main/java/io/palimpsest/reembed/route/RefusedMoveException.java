package io.palimpsest.reembed.route;

/** A route cannot be changed in this way now. The message is the machine-readable reason. */
public final class RefusedMoveException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RefusedMoveException(String reason) {
    super(reason);
  }

  /** Machine-readable reason. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
