package io.palimpsest.audit.verify;

/**
 * Something that a verification found. Names places and numbers, never what an entry says of whom.
 *
 * @param weight what it means
 * @param where the file, entry or request
 * @param what is not as it has to be
 */
public record Finding(Weight weight, String where, String what) {
  /** What a finding means for the whole. */
  public enum Weight {
    /** Bytes do not fit what was signed: the log is not verified. */
    BROKEN,
    /** The log is what was signed, and it says that something promised was not done. */
    UNKEPT,
    /** Worth knowing, and no fault. */
    NOTED
  }

  @Override
  public String toString() {
    return where + ": " + what;
  }
}
