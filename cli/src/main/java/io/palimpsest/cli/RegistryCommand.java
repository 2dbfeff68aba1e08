package io.palimpsest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.cli.frame.Output;
import io.palimpsest.tenancy.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The registry of tenants. */
@Command(
    name = "registry",
    mixinStandardHelpOptions = true,
    description = "Imports tenants and sources into the registry, and lets erased ones come back.")
final class RegistryCommand {
  private static final FileAttribute<?> OWN =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  @Spec private CommandSpec spec;

  /** Where the rows are: exactly one of them. */
  static final class Origin {
    @Option(names = "--file", description = "JSONL, see docs/api/registry.md.")
    private @Nullable Path file;

    @Option(
        names = "--from-postgres",
        paramLabel = "URL",
        description =
            "postgresql://USER:PASSWORD@HOST/DATABASE with the tables creators, twins, sources;"
                + " without a value PALIMPSEST_POSTGRES_URL has it.",
        arity = "0..1",
        fallbackValue = "")
    private @Nullable String postgres;
  }

  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description = "Imports creators, twins and sources; without --yes only the plan is printed.")
  ExitCode importRows(
      @Mixin Connection connection,
      @ArgGroup(multiplicity = "1") Origin origin,
      @Option(names = "--dry-run", description = "The same as leaving out --yes.") boolean dryRun,
      @Option(names = "--yes", description = "Do it.") boolean yes)
      throws IOException {
    boolean plan = dryRun || !yes;
    JsonNode answer =
        origin.postgres == null
            ? post(connection, Objects.requireNonNull(origin.file), plan)
            : fromPostgres(connection, origin.postgres, plan);
    Output.of(spec).show(answer);
    if (plan) {
      Output.of(spec).say("nothing was imported; --yes does it");
    }
    return ExitCode.DONE;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Lets an erased scope be admitted again, under a new uid; without --yes nothing is asked.",
        "A suppressed name needs a reason, and a token of compliance."
      })
  ExitCode readmit(
      @Mixin Connection connection,
      @Mixin ScopeOptions scope,
      @Option(
              names = "--reason",
              paramLabel = "CODE",
              description = "Why a suppressed name comes back, such as court_order; in the log.")
          @Nullable String reason,
      @Option(names = "--yes", description = "Do it.") boolean yes) {
    Map<String, Object> body = new LinkedHashMap<>(scope.json());
    if (reason != null) {
      body.put("reason", reason);
    }
    if (!yes) {
      return Planned.say(spec, body.get("type") + " " + body.get("ids") + " would be readmitted");
    }
    Role role = reason == null ? Role.OPERATOR : Role.COMPLIANCE;
    Output.of(spec).show(connection.api(role).post("/registry/readmissions", body));
    return ExitCode.DONE;
  }

  /** The rows go through a file of this user's own, which does not outlive the command. */
  private JsonNode fromPostgres(Connection connection, String url, boolean plan)
      throws IOException {
    Path rows = Files.createTempFile("registry", ".jsonl", OWN);
    try {
      long count = new PostgresTables(url.isEmpty() ? fromEnvironment() : url).write(rows);
      Output.of(spec).say(count + " rows read");
      return post(connection, rows, plan);
    } finally {
      Files.delete(rows);
    }
  }

  private static String fromEnvironment() {
    String url = System.getenv("PALIMPSEST_POSTGRES_URL");
    if (url == null) {
      throw new RefusedException("--from-postgres: has no URL, nor has PALIMPSEST_POSTGRES_URL");
    }
    return url;
  }

  private static JsonNode post(Connection connection, Path file, boolean plan) {
    return connection
        .api(Role.OPERATOR)
        .post("/registry/import?plan=" + plan, "application/x-ndjson", file);
  }
}
