package io.palimpsest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.cli.frame.Output;
import io.palimpsest.tenancy.Role;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
  ExitCode list(@Mixin Connection connection) {
    Output.of(spec)
        .show(
            connection.api(Role.OPERATOR).get("/routes"),
            "tenant",
            "from",
            "to",
            "stage",
            "answering",
            "backfilled",
            "owed");
    return ExitCode.DONE;
  }

  @Command(mixinStandardHelpOptions = true, description = "Prints a tenant's route.")
  ExitCode show(
      @Mixin Connection connection,
      @Parameters(paramLabel = "TENANT", converter = TenantName.Converter.class)
          TenantName tenant) {
    return print(connection.api(Role.OPERATOR).get("/routes/" + tenant));
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Changes the stage; with --target and dualwrite a way begins.")
  ExitCode set(
      @Mixin Connection connection,
      @Parameters(
              paramLabel = "TENANT",
              converter = TenantName.Converter.class,
              description = "creator:ID or organization:ID.")
          TenantName tenant,
      @Parameters(paramLabel = "STAGE", description = "${COMPLETION-CANDIDATES}.") RouteStage stage,
      @Option(names = "--target", description = "Where a new way leads.") @Nullable String target,
      @Option(names = "--yes", description = "Do it.") boolean yes) {
    if (!yes) {
      return Planned.say(spec, tenant + " would be set to " + stage);
    }
    Map<String, String> wish = new HashMap<>();
    wish.put("stage", stage.name());
    if (target != null) {
      wish.put("target", target);
    }
    return print(connection.api(Role.OPERATOR).put("/routes/" + tenant, wish));
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Fills the side that does not answer, and shows the progress.")
  ExitCode backfill(
      @Mixin Connection connection,
      @Parameters(paramLabel = "TENANT", converter = TenantName.Converter.class) TenantName tenant)
      throws InterruptedException {
    return run(connection, "backfill", tenant);
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Deletes what a complete route has left behind; needs --yes.")
  ExitCode retire(
      @Mixin Connection connection,
      @Parameters(paramLabel = "TENANT", converter = TenantName.Converter.class) TenantName tenant,
      @Option(names = "--yes", description = "Do it.") boolean yes)
      throws InterruptedException {
    if (!yes) {
      return Planned.say(spec, tenant + "'s old side would be deleted");
    }
    return run(connection, "retire", tenant);
  }

  private ExitCode run(Connection connection, String kind, TenantName tenant)
      throws InterruptedException {
    return new JobProgress(connection.api(Role.OPERATOR), spec)
        .run(kind, Map.of("tenant", tenant.text()));
  }

  private ExitCode print(JsonNode answer) {
    Output.of(spec).show(answer);
    return ExitCode.DONE;
  }
}
