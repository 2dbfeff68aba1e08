package io.palimpsest.erasure.export;

import java.io.IOException;

/** A parent of the scope is being erased: nothing of the scope is exported any more. */
final class ScopeFencedException extends IOException {
  private static final long serialVersionUID = 1L;

  ScopeFencedException() {
    super("a parent of the scope is being erased");
  }
}
