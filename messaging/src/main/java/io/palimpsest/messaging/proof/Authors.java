package io.palimpsest.messaging.proof;

import io.palimpsest.topic.Authorship;

/** Whose signature counts. Pure. */
final class Authors {
  private Authors() {}

  /** Whether the author may sign a record of that authorship. */
  static boolean admits(Authorship authorship, boolean tombstone, String author) {
    return switch (authorship) {
      case Authorship.Signed signed ->
          (tombstone ? signed.tombstones() : signed.values()).contains(author);
      case Authorship.Named named -> !tombstone;
      case Authorship.Token token -> false;
      case Authorship.Open open -> false;
    };
  }

  /** Whether a key of that authorship verifies after it was retired. */
  static boolean retire(Authorship authorship) {
    return !(authorship instanceof Authorship.Signed signed
        && signed.keys() == Authorship.Keys.FOR_EVER);
  }
}
