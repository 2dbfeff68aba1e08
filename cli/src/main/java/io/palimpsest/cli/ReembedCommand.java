package io.palimpsest.cli;

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
final class ReembedCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Connection connection = new Connection();

  @ArgGroup(multiplicity = "1")
  private Which which = new Which();

  @Option(names = "--yes", description = "Do it.")
  private boolean yes;

  /** Whose. */
  static final class Which {
    @Option(names = "--tenant", required = true, description = "creator:ID or organization:ID.")
    private String tenant;

    @Option(names = "--all", required = true, description = "Everybody's.")
    private boolean all;
  }

  @Override
  public Integer call() throws InterruptedException {
    Map<String, String> parameters = new HashMap<>();
    if (!which.all) {
      parameters.put("tenant", which.tenant);
    }
    if (!yes) {
      parameters.put("estimate", "true");
    }
    int code =
        new JobProgress(connection.api(Role.OPERATOR), spec.commandLine().getOut())
            .run("replay", parameters);
    if (!yes) {
      spec.commandLine().getOut().println("nothing was embedded; --yes does it");
    }
    return code;
  }
}
