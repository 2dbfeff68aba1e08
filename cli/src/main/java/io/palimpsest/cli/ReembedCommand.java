package io.palimpsest.cli;

import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.cli.frame.Output;
import io.palimpsest.tenancy.Role;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads the change topics again. */
@Command(
    name = "reembed",
    mixinStandardHelpOptions = true,
    description = "Embeds again what is due; without --yes it only says what that would take.")
final class ReembedCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;
  @Mixin private Connection connection = new Connection();

  @ArgGroup(multiplicity = "1")
  private Which which = new Which();

  @Option(names = "--yes", description = "Do it.")
  private boolean yes;

  /** Whose. */
  static final class Which {
    @Option(
        names = "--tenant",
        required = true,
        converter = TenantName.Converter.class,
        description = "creator:ID or organization:ID.")
    private TenantName tenant;

    @Option(names = "--all", required = true, description = "Everybody's.")
    private boolean all;
  }

  @Override
  public ExitCode call() throws InterruptedException {
    Map<String, String> parameters = new HashMap<>();
    if (!which.all) {
      parameters.put("tenant", which.tenant.text());
    }
    if (!yes) {
      parameters.put("estimate", "true");
    }
    ExitCode code = new JobProgress(connection.api(Role.OPERATOR), spec).run("replay", parameters);
    if (!yes) {
      Output.of(spec).say("nothing was embedded; --yes does it");
    }
    return code;
  }
}
