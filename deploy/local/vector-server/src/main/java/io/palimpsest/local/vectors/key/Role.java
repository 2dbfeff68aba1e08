package io.palimpsest.local.vectors.key;

/** What a key may do. */
enum Role {
  ADMIN,
  READ_ONLY;

  static Role of(String label) {
    return switch (label) {
      case "admin" -> ADMIN;
      case "read-only" -> READ_ONLY;
      default -> throw new IllegalArgumentException("a key's role is admin or read-only");
    };
  }
}
