package io.palimpsest.erasure.restore;

import io.palimpsest.erasure.model.ErasureRequest;

/** What becomes of a request at the start. */
sealed interface Finding {
  /** The database has all there is. */
  record Whole() implements Finding {}

  /**
   * The database lacked something that could be made again: the request goes on from here.
   *
   * @param next to be stored
   */
  record Replayed(ErasureRequest next) implements Finding {}

  /**
   * It cannot be made again: somebody has to look after it.
   *
   * @param reason code
   */
  record Lost(String reason) implements Finding {}
}
