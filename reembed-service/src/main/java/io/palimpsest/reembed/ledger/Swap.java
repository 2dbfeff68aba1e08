package io.palimpsest.reembed.ledger;

/** What became of a row that was to be put in place of the version before it. */
public enum Swap {
  /** It is there. */
  PUT,

  /** The row has moved on: to be read and planned again at once. */
  MOVED_ON,

  /**
   * Another entity's row has its place: that of an earlier admission that is still being erased, or
   * one that a repair keeps there. It goes, but not at once.
   */
  TAKEN
}
