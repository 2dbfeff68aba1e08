package io.palimpsest.cli;

/**
 * What one check of the doctor found.
 *
 * @param subject what was looked at
 * @param verdict how it is
 * @param detail what was seen, and what to do about it
 */
record Finding(String subject, Verdict verdict, String detail) {
  /** How a thing is. */
  enum Verdict {
    /** As it should be. */
    OK,
    /** Optional and not there, or not in use. */
    ABSENT,
    /** Has to be mended. */
    WRONG
  }

  static Finding ok(String subject, String detail) {
    return new Finding(subject, Verdict.OK, detail);
  }

  static Finding absent(String subject, String detail) {
    return new Finding(subject, Verdict.ABSENT, detail);
  }

  static Finding wrong(String subject, String detail) {
    return new Finding(subject, Verdict.WRONG, detail);
  }
}
