package io.palimpsest.local.vectors.index;

import io.palimpsest.local.vectors.call.Refusal;

/** Names of namespaces and records. */
final class Names {
  /** The two names of one namespace: the older API versions call it by the empty string. */
  static final String DEFAULT_NAMESPACE = "__default__";

  private Names() {}

  /** The namespace that is meant, under its one name. */
  static String namespace(String given) {
    if (given.isEmpty()) {
      return DEFAULT_NAMESPACE;
    }
    if (given.length() > Limits.NAMESPACE_LENGTH || !isPlainAscii(given)) {
      throw Refusal.invalid(
          "Namespace must be at most %d ASCII characters without zero"
              .formatted(Limits.NAMESPACE_LENGTH));
    }
    return given;
  }

  static void checkId(String id) {
    if (id.isEmpty()) {
      throw Refusal.invalid("Vector ID must not be empty");
    }
    if (!isPlainAscii(id)) {
      throw Refusal.invalid("Vector ID must be ASCII, but got '%s'".formatted(id));
    }
    if (id.length() > Limits.ID_LENGTH) {
      throw Refusal.invalid(
          "Vector ID must be at most %d characters, but got %d"
              .formatted(Limits.ID_LENGTH, id.length()));
    }
  }

  private static boolean isPlainAscii(String text) {
    return text.chars().allMatch(c -> c > 0 && c < 128);
  }
}
