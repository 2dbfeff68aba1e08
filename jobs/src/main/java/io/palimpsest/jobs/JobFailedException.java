package io.palimpsest.jobs;

/** A job cannot go on, however often it is tried. */
public final class JobFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String reason;

  /**
   * @param reason machine-readable
   */
  public JobFailedException(String reason) {
    super(reason);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
