package io.palimpsest.cli;

import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.cli.frame.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine.Model.CommandSpec;

/** Ends of commands that look at a log: what does not fit, and what cannot be read, in a line. */
final class LookedAt {
  private LookedAt() {}

  /** What such a command does. */
  interface Look {
    ExitCode look() throws IOException, MalformedNoteException, InterruptedException;
  }

  static ExitCode at(CommandSpec spec, Look look) throws InterruptedException {
    try {
      return look.look();
    } catch (MalformedNoteException refused) {
      spec.commandLine().getErr().println("NOT VERIFIED: " + refused.getMessage());
      return ExitCode.FAILED;
    } catch (IOException | UncheckedIOException unreadable) {
      spec.commandLine().getErr().println(unreadable.getMessage());
      return ExitCode.NOT_RUN;
    }
  }
}
