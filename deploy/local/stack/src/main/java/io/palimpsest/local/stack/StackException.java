package io.palimpsest.local.stack;

/** A part did not start, or ended by itself; the message says which, and shows its last lines. */
public class StackException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StackException(String message) {
    super(message);
  }

  StackException(String message, Throwable cause) {
    super(message, cause);
  }
}
