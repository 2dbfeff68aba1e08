package io.palimpsest.cli;

import io.palimpsest.cli.frame.CommandException;
import io.palimpsest.cli.frame.ExitCode;

/** What was given cannot be used; nothing was tried. */
final class UsageException extends CommandException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(ExitCode.USAGE, message);
  }
}
