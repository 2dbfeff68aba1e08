package io.palimpsest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.cli.frame.Interrupt;
import io.palimpsest.cli.frame.Output;
import io.palimpsest.cli.frame.Progress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** Follows a job until it ends or stands still, and prints what became of it. */
final class JobProgress {
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Set<String> UNDER_WAY = Set.of("WAITING", "RUNNING");
  private final Api api;
  private final CommandSpec command;
  private final String jobs;
  private final String followed;

  JobProgress(Api api, CommandSpec command) {
    this(api, command, "/jobs/", "palimpsest jobs follow %s");
  }

  /**
   * @param jobs path of a service's jobs, with a slash at its end
   * @param followed the command that shows one, with a place for its id
   */
  JobProgress(Api api, CommandSpec command, String jobs, String followed) {
    this.api = api;
    this.command = command;
    this.jobs = jobs;
    this.followed = followed;
  }

  /** Asks for a job and follows it to its end. */
  ExitCode run(String kind, Map<String, String> parameters) throws InterruptedException {
    JsonNode job = api.post("/jobs", Map.of("kind", kind, "parameters", parameters));
    return follow(job.path("id").asText());
  }

  /** Follows a job to its end and prints it. */
  ExitCode follow(String id) throws InterruptedException {
    JsonNode job = await(id);
    Output.of(command).show(job);
    return code(job);
  }

  /** Follows a job to its end. */
  JsonNode await(String id) throws InterruptedException {
    try (Interrupt interrupt =
            Interrupt.says(
                command, "the job goes on; `%s` shows it".formatted(followed.formatted(id)));
        Progress progress = Progress.of("job")) {
      JsonNode job = api.get(jobs + id);
      while (UNDER_WAY.contains(state(job))) {
        progress.at(job.path("done").asLong(), job.path("total").asLong(), state(job));
        Thread.sleep(LOOK);
        job = api.get(jobs + id);
      }
      progress.at(job.path("done").asLong(), job.path("total").asLong(), state(job));
      return job;
    }
  }

  /** What a job that is over comes to. */
  static ExitCode code(JsonNode job) {
    return switch (state(job)) {
      case "DONE" -> ExitCode.DONE;
      case "PAUSED" -> ExitCode.INTERRUPTED;
      default -> ExitCode.FAILED;
    };
  }

  private static String state(JsonNode job) {
    return job.path("state").asText();
  }
}
