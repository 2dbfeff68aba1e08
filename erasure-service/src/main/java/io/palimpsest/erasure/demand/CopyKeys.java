package io.palimpsest.erasure.demand;

import java.util.UUID;

/**
 * Names of the keys of copies. Copies with names in them have one key, copies without have another:
 * so the names of a request go at once, everywhere, and what has to stay of it does.
 */
final class CopyKeys {
  private CopyKeys() {}

  static String named(UUID id) {
    return "demand:" + id;
  }

  static String nameless(UUID id) {
    return "kept:" + id;
  }
}
