package io.palimpsest.local.launcher;

/** Exit codes of the commands; the launcher script documents them too. */
final class ExitCodes {

  static final int DONE = 0;
  static final int FAILED = 1;

  /** Containers were asked for and no engine answers. */
  static final int NO_ENGINE = 4;

  private ExitCodes() {}
}
