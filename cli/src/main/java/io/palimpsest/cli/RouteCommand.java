package io.palimpsest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.tenancy.Role;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Ways of tenants from one index and model to another. */
@Command(
    name = "route",
    mixinStandardHelpOptions = true,
    description =
        "Shows routes and changes their stages:"
            + " off, dualwrite, shadow, live, rampdown, complete.")
final class RouteCommand {
  @Spec private CommandSpec spec;

  @Command(mixinStandardHelpOptions = true, description = "Prints all routes.")
  int list(@Mixin Connection connection) {
    return print(connection.api(Role.OPERATOR).get("/routes"));
  }

  @Command(mixinStandardHelpOptions = true, description = "Prints a tenant's route.")
  int show(@Mixin Connection connection, @Parameters(paramLabel = "TENANT") String tenant) {
    return print(connection.api(Role.OPERATOR).get("/routes/" + tenant));
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Changes the stage; with --target and dualwrite a way begins.")
  int set(
      @Mixin Connection connection,
      @Parameters(paramLabel = "TENANT", description = "creator:ID or organization:ID.")
          String tenant,
      @Parameters(paramLabel = "STAGE") String stage,
      @Option(names = "--target", description = "Where a new way leads.") String target,
      @Option(names = "--yes", description = "Do it.") boolean yes) {
    if (!yes) {
      spec.commandLine().getOut().println(tenant + " would be set to " + stage + "; --yes does it");
      return ExitCodes.DONE;
    }
    Map<String, String> wish = new HashMap<>();
    wish.put("stage", stage.toUpperCase(Locale.ROOT));
    if (target != null) {
      wish.put("target", target);
    }
    return print(connection.api(Role.OPERATOR).put("/routes/" + tenant, wish));
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Fills the side that does not answer, and shows the progress.")
  int backfill(@Mixin Connection connection, @Parameters(paramLabel = "TENANT") String tenant)
      throws InterruptedException {
    return run(connection, "backfill", tenant);
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Deletes what a complete route has left behind; needs --yes.")
  int retire(
      @Mixin Connection connection,
      @Parameters(paramLabel = "TENANT") String tenant,
      @Option(names = "--yes", description = "Do it.") boolean yes)
      throws InterruptedException {
    if (!yes) {
      spec.commandLine().getOut().println(tenant + "'s old side would be deleted; --yes does it");
      return ExitCodes.DONE;
    }
    return run(connection, "retire", tenant);
  }

  private int run(Connection connection, String kind, String tenant) throws InterruptedException {
    return new JobProgress(connection.api(Role.OPERATOR), spec.commandLine().getOut())
        .run(kind, Map.of("tenant", tenant));
  }

  private int print(JsonNode answer) {
    spec.commandLine().getOut().println(answer.toPrettyString());
    return ExitCodes.DONE;
  }
}
