package io.palimpsest.reembed.index;

/** Content that a change refers to is not to be had any more; carries what that means for it. */
final class NoContentException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Outcome outcome;

  NoContentException(Outcome outcome) {
    super("the content is gone");
    this.outcome = outcome;
  }

  Outcome outcome() {
    return outcome;
  }
}
