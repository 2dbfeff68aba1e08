package io.palimpsest.cli;

import io.palimpsest.cli.frame.CommandException;
import io.palimpsest.cli.frame.ExitCode;

/** A service refused a call, or what is needed is not there. */
final class RefusedException extends CommandException {
  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(ExitCode.FAILED, message);
  }
}
