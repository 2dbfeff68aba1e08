package io.palimpsest.audit.note;

import java.util.Optional;

/** Signs texts under a name, by a key that it holds or can come by. Thread-safe. */
public interface TextSigner {
  /** The public side, which is known whether the private one is to be had or not. */
  VerifierKey verifier();

  /**
   * Signs a text, which must be one that a note can have. What it throws when the key is not to be
   * had now is its own matter; trying again helps then.
   */
  NoteSignature sign(String text);

  /** Comes by the key, unless it is there already; throws what {@link #sign} would. */
  default void open() {}

  /** Why the key was not to be had when it was needed last; empty while nothing is known of it. */
  default Optional<String> obstacle() {
    return Optional.empty();
  }
}
