package io.palimpsest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.cli.frame.Output;
import io.palimpsest.tenancy.Role;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Long work inside the service that embeds. */
@Command(
    name = "jobs",
    mixinStandardHelpOptions = true,
    description = "Shows, follows, pauses, resumes, throttles and cancels long work.")
final class JobsCommand {
  @Spec private CommandSpec spec;

  @Command(mixinStandardHelpOptions = true, description = "Prints the newest jobs.")
  ExitCode list(
      @Mixin Connection connection,
      @Option(names = "--state", description = "Only those: ${COMPLETION-CANDIDATES}.")
          @Nullable JobState state,
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "100",
              description = "At most so many, up to 1000; default: ${DEFAULT-VALUE}.")
          int limit) {
    String query = "?limit=" + limit + (state == null ? "" : "&state=" + state);
    Output.of(spec)
        .show(
            connection.api(Role.OPERATOR).get("/jobs" + query),
            "id",
            "kind",
            "state",
            "done",
            "total",
            "created_at",
            "problem");
    return ExitCode.DONE;
  }

  @Command(mixinStandardHelpOptions = true, description = "Prints one job.")
  ExitCode show(@Mixin Connection connection, @Parameters(paramLabel = "ID") UUID id) {
    return print(connection.api(Role.OPERATOR).get("/jobs/" + id));
  }

  @Command(mixinStandardHelpOptions = true, description = "Shows a job's progress to its end.")
  ExitCode follow(@Mixin Connection connection, @Parameters(paramLabel = "ID") UUID id)
      throws InterruptedException {
    return new JobProgress(connection.api(Role.OPERATOR), spec).follow(id.toString());
  }

  @Command(mixinStandardHelpOptions = true, description = "Prints what a job found.")
  ExitCode findings(
      @Mixin Connection connection, @Parameters(paramLabel = "ID") UUID id, @Mixin Paging paging) {
    paging.byCursor(
        connection.api(Role.OPERATOR),
        "/jobs/" + id + "/findings",
        Output.of(spec),
        "kind",
        "namespace",
        "vector",
        "uids");
    return ExitCode.DONE;
  }

  @Command(mixinStandardHelpOptions = true, description = "Stops a job for a while.")
  ExitCode pause(@Mixin Connection connection, @Parameters(paramLabel = "ID") UUID id) {
    return change(connection, id, "pause");
  }

  @Command(mixinStandardHelpOptions = true, description = "Lets a job go on where it was.")
  ExitCode resume(@Mixin Connection connection, @Parameters(paramLabel = "ID") UUID id) {
    return change(connection, id, "resume");
  }

  @Command(mixinStandardHelpOptions = true, description = "Stops a job for good.")
  ExitCode cancel(@Mixin Connection connection, @Parameters(paramLabel = "ID") UUID id) {
    return change(connection, id, "cancel");
  }

  @Command(mixinStandardHelpOptions = true, description = "Sets how fast a job may go.")
  ExitCode throttle(
      @Mixin Connection connection,
      @Parameters(paramLabel = "ID") UUID id,
      @Option(
              names = "--per-second",
              required = true,
              description = "Most work per second; 0: as fast as it goes.")
          long perSecond) {
    return print(
        connection
            .api(Role.OPERATOR)
            .put("/jobs/" + id + "/throttle", Map.of("per_second", perSecond)));
  }

  private ExitCode change(Connection connection, UUID id, String what) {
    return print(connection.api(Role.OPERATOR).post("/jobs/" + id + "/" + what, Map.of()));
  }

  private ExitCode print(JsonNode answer) {
    Output.of(spec).show(answer);
    return ExitCode.DONE;
  }
}
