package io.palimpsest.messaging.proof;

/** A topic demands a signature for which this process holds no key; no retry helps. */
public final class MissingSigningKeyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MissingSigningKeyException(String topic) {
    super("no key to sign a record of " + topic + " with");
  }
}
