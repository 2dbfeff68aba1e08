package io.palimpsest.sealing;

/** Bytes were not sealed by this key for this purpose, or were altered since. Never passes. */
public final class BrokenSealException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenSealException(Throwable cause) {
    super("the seal does not open under this key", cause);
  }
}
