package io.palimpsest.cli;

import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.cli.frame.Output;
import io.palimpsest.tenancy.Role;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares ledger and store. */
@Command(
    name = "reconcile",
    mixinStandardHelpOptions = true,
    description = "Compares ledger and store; with --repair --yes it puts right what drifted.")
final class ReconcileCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;
  @Mixin private Connection connection = new Connection();

  @Option(
      names = "--tenant",
      converter = TenantName.Converter.class,
      description = "creator:ID or organization:ID; default: all.")
  private @Nullable TenantName tenant;

  @Option(names = "--repair", description = "Put right what drifted; needs --yes.")
  private boolean repair;

  @Option(names = "--yes", description = "Do it.")
  private boolean yes;

  @Override
  public ExitCode call() throws InterruptedException {
    Map<String, String> parameters = new HashMap<>();
    if (tenant != null) {
      parameters.put("tenant", tenant.text());
    }
    if (repair && yes) {
      parameters.put("repair", "true");
    }
    ExitCode code =
        new JobProgress(connection.api(Role.OPERATOR), spec).run("reconcile", parameters);
    if (repair && !yes) {
      Output.of(spec).say("nothing was repaired; --yes does it");
    }
    return code;
  }
}
