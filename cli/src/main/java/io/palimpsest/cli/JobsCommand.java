package io.palimpsest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.tenancy.Role;
import java.util.Map;
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
  int list(
      @Mixin Connection connection,
      @Option(names = "--state", description = "Only jobs that are RUNNING, DONE, ...")
          String state) {
    return print(
        connection.api(Role.OPERATOR).get("/jobs" + (state == null ? "" : "?state=" + state)));
  }

  @Command(mixinStandardHelpOptions = true, description = "Prints one job.")
  int show(@Mixin Connection connection, @Parameters(paramLabel = "ID") String id) {
    return print(connection.api(Role.OPERATOR).get("/jobs/" + id));
  }

  @Command(mixinStandardHelpOptions = true, description = "Shows a job's progress to its end.")
  int follow(@Mixin Connection connection, @Parameters(paramLabel = "ID") String id)
      throws InterruptedException {
    return new JobProgress(connection.api(Role.OPERATOR), spec.commandLine().getOut()).follow(id);
  }

  @Command(mixinStandardHelpOptions = true, description = "Prints what a job found.")
  int findings(
      @Mixin Connection connection,
      @Parameters(paramLabel = "ID") String id,
      @Option(names = "--cursor", description = "Where the page before ended.") String cursor) {
    String from = cursor == null ? "" : "&cursor=" + Api.encoded(cursor);
    return print(connection.api(Role.OPERATOR).get("/jobs/" + id + "/findings?limit=1000" + from));
  }

  @Command(mixinStandardHelpOptions = true, description = "Stops a job for a while.")
  int pause(@Mixin Connection connection, @Parameters(paramLabel = "ID") String id) {
    return change(connection, id, "pause");
  }

  @Command(mixinStandardHelpOptions = true, description = "Lets a job go on where it was.")
  int resume(@Mixin Connection connection, @Parameters(paramLabel = "ID") String id) {
    return change(connection, id, "resume");
  }

  @Command(mixinStandardHelpOptions = true, description = "Stops a job for good.")
  int cancel(@Mixin Connection connection, @Parameters(paramLabel = "ID") String id) {
    return change(connection, id, "cancel");
  }

  @Command(mixinStandardHelpOptions = true, description = "Sets how fast a job may go.")
  int throttle(
      @Mixin Connection connection,
      @Parameters(paramLabel = "ID") String id,
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

  private int change(Connection connection, String id, String what) {
    return print(connection.api(Role.OPERATOR).post("/jobs/" + id + "/" + what, Map.of()));
  }

  private int print(JsonNode answer) {
    spec.commandLine().getOut().println(answer.toPrettyString());
    return ExitCodes.DONE;
  }
}
