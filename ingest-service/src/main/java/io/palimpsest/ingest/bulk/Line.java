package io.palimpsest.ingest.bulk;

/** One line of a bulk submission. */
sealed interface Line {
  /** Number of the line, from 1. */
  long number();

  /**
   * A line that fits.
   *
   * @param number its number
   * @param bytes its bytes, without the line end
   */
  @SuppressWarnings("ArrayRecordComponent") // lives for one batch and is never compared
  record Text(long number, byte[] bytes) implements Line {}

  /**
   * A line beyond the longest; its bytes were skipped.
   *
   * @param number its number
   */
  record TooLong(long number) implements Line {}
}
