package io.palimpsest.cli;

import io.palimpsest.cli.frame.CommandException;
import io.palimpsest.cli.frame.ExitCode;

/** A service does not answer; trying again may help. */
final class UnreachableException extends CommandException {
  private static final long serialVersionUID = 1L;

  UnreachableException(String message) {
    super(ExitCode.UNREACHABLE, message);
  }
}
