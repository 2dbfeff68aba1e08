package io.palimpsest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.cli.frame.Output;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Has the old side frozen when a migration waits for that: by a command that was given, or else by
 * whoever reads what is said. Without a freeze there is no switch.
 */
final class Freeze implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(300);
  private static final String AWAITED = "AWAITS_FREEZE";

  private final Api api;
  private final CommandSpec spec;
  private final @Nullable String command;
  private @Nullable Thread watching;

  Freeze(Api api, CommandSpec spec, @Nullable String command) {
    this.api = api;
    this.spec = spec;
    this.command = command;
  }

  /** Begins to look whether the run of a job waits for a freeze. */
  Freeze watch(String job) {
    watching = Thread.ofPlatform().daemon().name("freeze").start(() -> look(job));
    return this;
  }

  private void look(String job) {
    try {
      while (!isAwaited(job)) {
        Thread.sleep(LOOK);
      }
      if (command == null) {
        Output.of(spec)
            .say("stop writes to the old side now, then: palimpsest migrate portfolio --frozen");
      } else if (run(command) == 0) {
        api.post("/migrations/portfolio/frozen", java.util.Map.of());
        Output.of(spec).say("the old side is frozen");
      } else {
        Output.of(spec).say("--freeze-command failed: nothing is switched until --frozen is said");
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isAwaited(String job) {
    JsonNode run = api.get("/migrations/portfolio").path("run");
    return job.equals(run.path("job").asText()) && AWAITED.equals(run.path("state").asText());
  }

  private static int run(String command) throws InterruptedException {
    try {
      return new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor();
    } catch (IOException cannot) {
      return 1;
    }
  }

  @Override
  public void close() throws InterruptedException {
    Thread thread = watching;
    if (thread != null) {
      thread.interrupt();
      thread.join();
    }
  }
}
