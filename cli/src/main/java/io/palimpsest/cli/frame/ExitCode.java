package io.palimpsest.cli.frame;

/** How a command ends: one table for the launcher and for every command. */
public enum ExitCode {
  /** All of it was done. */
  DONE(0, "done"),
  /** A check failed, a service refused, or something was not found. */
  FAILED(1, "failed: a check failed, or a service refused"),
  /** Nothing was tried. */
  USAGE(2, "usage: the command line is wrong, nothing was tried"),
  /** The same command, or the one that is named, goes on from there. */
  INTERRUPTED(3, "interrupted, and can be resumed"),
  /** Says nothing about what was to be looked at. */
  NOT_RUN(4, "NOT RUN: a container engine or a file that it needs is not there"),
  /** The script found no JDK, Maven or Node. */
  NO_TOOL(5, "no JDK, Maven or Node"),
  /** What was to be asked does not answer; trying again may help. */
  UNREACHABLE(6, "a service does not answer");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** What the process ends with. */
  public int code() {
    return code;
  }

  /** In words, for help pages and documents. */
  public String meaning() {
    return meaning;
  }
}
