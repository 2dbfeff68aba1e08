package io.palimpsest.reembed.find;

import java.util.Optional;
import java.util.UUID;

/** Uids as metadata holds them. */
final class Uids {
  private Uids() {}

  static Optional<UUID> parse(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
