package io.palimpsest.audit.log;

/**
 * The log is not what was published of it: it must not be signed, and somebody has to look. The
 * message says what differs and where.
 */
public final class InconsistentLogException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param what differs, and where
   */
  public InconsistentLogException(String what) {
    super(what);
  }
}
