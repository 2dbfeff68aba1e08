package io.palimpsest.cli;

/** Exit codes, the same for every command. */
final class ExitCodes {
  /** Done. */
  static final int DONE = 0;

  /** A check failed, or a service refused. */
  static final int FAILED = 1;

  /** The command line is wrong. */
  static final int USAGE = 2;

  /** Interrupted; the same command goes on from there. */
  static final int INTERRUPTED = 3;

  /** A log is what was signed, and says that something promised was not done. */
  static final int INCOMPLETE = 5;

  /** A log or a file could not be looked at, which says nothing about it. */
  static final int UNREADABLE = 6;

  private ExitCodes() {}
}
