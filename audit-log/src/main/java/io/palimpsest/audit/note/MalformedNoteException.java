package io.palimpsest.audit.note;

/** Bytes or text that are not what they should be. The message says what and where. */
public final class MalformedNoteException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String what;

  /** With what is wrong. */
  public MalformedNoteException(String what) {
    super(what);
    this.what = what;
  }

  @Override
  public String getMessage() {
    return what;
  }
}
