package io.palimpsest.audit.log;

import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.tree.Hash;

/** Numbers and hashes in the one form that the formats allow. */
final class Lines {
  private static final String DECIMAL = "0|[1-9][0-9]{0,18}";

  private Lines() {}

  /** A decimal without leading zeros, at most 2^63 - 1. */
  static long number(String text, String what) throws MalformedNoteException {
    if (text.matches(DECIMAL)) {
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException tooLarge) {
        throw new MalformedNoteException(what + " is too large");
      }
    }
    throw new MalformedNoteException(what + " is no decimal without leading zeros");
  }

  static Hash hash(String text, String what) throws MalformedNoteException {
    try {
      return Hash.ofBase64(text);
    } catch (IllegalArgumentException notAHash) {
      throw new MalformedNoteException(what + " is no hash in Base64");
    }
  }
}
