package io.palimpsest.reembed.migration;

/** A step is not allowed now. */
final class RefusedStepException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String reason;

  /**
   * @param reason machine-readable
   */
  RefusedStepException(String reason) {
    super(reason);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
