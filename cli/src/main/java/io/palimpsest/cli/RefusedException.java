package io.palimpsest.cli;

/** A service refused a call, or could not be reached. The message is for the person who asked. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }
}
