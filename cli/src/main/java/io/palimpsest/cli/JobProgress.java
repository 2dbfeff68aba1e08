package io.palimpsest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Shows a job's progress until it ends or stands still. */
final class JobProgress {
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final int WIDTH = 30;
  private static final Set<String> UNDER_WAY = Set.of("WAITING", "RUNNING");
  private final Api api;
  private final PrintWriter out;

  JobProgress(Api api, PrintWriter out) {
    this.api = api;
    this.out = out;
  }

  /** Asks for a job and shows it to its end. */
  int run(String kind, Map<String, String> parameters) throws InterruptedException {
    JsonNode job = api.post("/jobs", Map.of("kind", kind, "parameters", parameters));
    return follow(job.path("id").asText());
  }

  int follow(String id) throws InterruptedException {
    while (true) {
      JsonNode job = api.get("/jobs/" + id);
      out.print("\r" + line(job));
      out.flush();
      if (!UNDER_WAY.contains(job.path("state").asText())) {
        out.println();
        out.println(job.path("counts").toPrettyString());
        return exitCode(job.path("state").asText());
      }
      Thread.sleep(LOOK);
    }
  }

  /** A bar, where the total is known; rate and time left, where they can be said. */
  static String line(JsonNode job) {
    long done = job.path("done").asLong();
    long total = job.path("total").asLong(0);
    long ran = job.path("ran_ms").asLong();
    StringBuilder line = new StringBuilder();
    if (total > 0) {
      int full = (int) Math.min(WIDTH, WIDTH * done / total);
      line.append('[').append("#".repeat(full)).append(".".repeat(WIDTH - full)).append("] ");
    }
    line.append(done).append(total > 0 ? "/" + total : "");
    if (ran > 0 && done > 0) {
      line.append(String.format(Locale.ROOT, "  %.1f/s", done * 1000.0 / ran));
    }
    if (job.hasNonNull("left_ms")) {
      line.append("  left ").append(job.path("left_ms").asLong() / 1000).append(" s");
    }
    return line.append("  ").append(job.path("state").asText()).toString();
  }

  /** A job that stands still can go on; one that failed or was cancelled is no success. */
  private static int exitCode(String state) {
    return switch (state) {
      case "DONE" -> ExitCodes.DONE;
      case "PAUSED" -> ExitCodes.INTERRUPTED;
      default -> ExitCodes.FAILED;
    };
  }
}
