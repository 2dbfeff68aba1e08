package io.palimpsest.cli.frame;

/** Where standard error goes. The launcher asks the shell, which knows it for certain. */
final class Terminal {
  private static final String PROPERTY = "palimpsest.terminal";

  private Terminal() {}

  static boolean isThere() {
    return Boolean.getBoolean(PROPERTY);
  }
}
