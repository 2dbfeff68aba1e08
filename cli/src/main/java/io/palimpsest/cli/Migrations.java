package io.palimpsest.cli;

import picocli.CommandLine.Model.CommandSpec;

/** Jobs of the service that backs up and migrates. */
final class Migrations {
  private Migrations() {}

  static JobProgress progress(Api api, CommandSpec command) {
    return new JobProgress(
        api, command, "/migrations/jobs/", "palimpsest migrate portfolio --status");
  }
}
