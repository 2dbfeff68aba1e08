package io.palimpsest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.cli.frame.Output;
import io.palimpsest.tenancy.Role;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Migrations of old systems. */
@Command(
    name = "migrate",
    mixinStandardHelpOptions = true,
    description = "Migrates the systems that this product replaces.")
final class MigrateCommand {
  /** The tenant of rehearsals: readers are asked with a token of it. */
  private static final String REHEARSED = "org_rehearsal";

  @Spec private CommandSpec spec;

  /** What is to be done: exactly one of them. */
  static final class Act {
    @Option(names = "--all", description = "All phases.")
    private boolean all;

    @Option(names = "--phase", paramLabel = "N", description = "0, 1, 1a, 1b, 2, 3 or 4.")
    private @Nullable String phase;

    @Option(
        names = "--rollback",
        paramLabel = "PHASE",
        description = "phase4, phase3, phase2, phase1 or all: takes back what the run wrote.")
    private @Nullable String rollback;

    @Option(
        names = "--rehearse",
        description =
            "Migrate into a tenant of its own, compare, measure, and take all of it back; nothing"
                + " else changes.")
    private boolean rehearse;

    @Option(names = "--resume", description = "Go on with the run that was interrupted.")
    private boolean resume;

    @Option(names = "--status", description = "Phases, restore points and route.")
    private boolean status;

    @Option(
        names = "--frozen",
        description = "Say that nobody writes to the old side any more: the run may switch.")
    private boolean frozen;

    @Option(names = "--lift-write-stop", description = "Let clients write again.")
    private boolean lift;

    @Option(
        names = "--contract",
        description =
            "Remove the old data for ever, a day after the switch: prints its plan; with --plan,"
                + " --namespace and --yes somebody of compliance does it, who did not start the"
                + " run.")
    private boolean contract;

    @Option(
        names = "--archive",
        paramLabel = "DIR",
        description = "Move the last run's plan, rejects and reports to a dated folder.")
    private @Nullable String archive;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description =
          "Single-tenant portfolio to multi-tenant; without --yes it says what it would do.")
  ExitCode portfolio(
      @Mixin Connection connection,
      @Mixin SourceOptions source,
      @Mixin ReaderOptions reader,
      @ArgGroup(multiplicity = "1") Act act,
      @Option(names = "--backup", paramLabel = "DIR", description = "Name of phase 0's backup.")
          @Nullable String backup,
      @Option(names = "--strict", description = "A row that cannot be mapped stops the run.")
          boolean strict,
      @Option(
              names = "--prefer-existing-deliverables",
              description = "A row's own deliverables go before those made of title and task.")
          boolean preferExisting,
      @Option(
              names = "--mode",
              paramLabel = "MODE",
              defaultValue = "online",
              description =
                  "online: the old side is written to until it is frozen; maintenance: nobody"
                      + " writes. Default: ${DEFAULT-VALUE}.")
          String mode,
      @Option(
              names = "--freeze-command",
              paramLabel = "COMMAND",
              description = "Stops writes to the old side; run when everything else is done.")
          @Nullable String freeze,
      @Option(
              names = "--pause-at",
              paramLabel = "TIME",
              converter = MomentConverter.class,
              description =
                  "When the change window ends: the run pauses then and ends with 3; --resume goes"
                      + " on.")
          @Nullable Instant pauseAt,
      @Mixin ContractOptions contract,
      @Option(
              names = "--action",
              paramLabel = "ACTION",
              description =
                  "A part of phase 3: backup (into --backup DIR), reembed, or clear (--namespace,"
                      + " only what the run filled and nobody is answered from).")
          @Nullable String action,
      @Option(names = "--dry-run", description = "The same as leaving out --yes.") boolean dryRun,
      @Option(names = "--yes", description = "Do it.") boolean yes)
      throws InterruptedException {
    Map<String, Object> body = source.body();
    if (act.rehearse) {
      reader.addTo(body, connection, REHEARSED);
    } else {
      reader.addTo(body, connection);
    }
    if (act.contract) {
      return contract.ask(connection.api(Role.COMPLIANCE), spec, body, yes && !dryRun);
    }
    Api api = connection.api(Role.OPERATOR);
    if (act.status) {
      Output.of(spec).show(api.get("/migrations/portfolio?org_id=" + body.get("org_id")));
      return ExitCode.DONE;
    }
    if (act.frozen || act.lift || act.archive != null) {
      return settle(api, act);
    }
    body.put("strict", strict);
    body.put("mode", mode);
    body.put("prefer_existing_deliverables", preferExisting);
    if (backup != null) {
      body.put("backup", backup);
    }
    if (pauseAt != null) {
      body.put("pause_at", pauseAt.toString());
    }
    if (action != null) {
      return part(api, body, act, new Part(action, contract.namespace()), dryRun || !yes);
    }
    if (act.rehearse && yes && !dryRun) {
      return rehearse(api, body);
    }
    return follow(api, body, act, dryRun || !yes, new Freeze(api, spec, freeze));
  }

  /** Ends with 1 when something differed, or could not be done. */
  private ExitCode rehearse(Api api, Map<String, Object> body) throws InterruptedException {
    body.put("phase", "rehearse");
    JsonNode asked = api.post("/migrations/portfolio?plan=false", body);
    JsonNode job = Migrations.progress(api, spec).await(asked.path("id").asText());
    JsonNode counts = job.path("counts");
    if (JobProgress.code(job) != ExitCode.DONE) {
      Output.of(spec).show(job);
      return JobProgress.code(job);
    }
    Output.of(spec)
        .say(
            "rehearsed: %d items in %d s, %d rejected, %d of %d checks differ; all of it is taken"
                    .formatted(
                        counts.path("written").asLong(),
                        job.path("ran_ms").asLong() / 1000,
                        counts.path("rejected").asLong(),
                        counts.path("different").asLong(),
                        counts.path("checks").asLong())
                + " back");
    return counts.path("different").asLong() == 0 ? ExitCode.DONE : ExitCode.FAILED;
  }

  private ExitCode settle(Api api, Act act) {
    if (act.frozen) {
      api.post("/migrations/portfolio/frozen", Map.of());
      Output.of(spec).say("the old side is frozen: the run switches");
    } else if (act.lift) {
      api.delete("/migrations/portfolio/write-stop");
      Output.of(spec).say("clients may write again");
    } else {
      String folder = Api.encoded(String.valueOf(act.archive));
      Output.of(spec).show(api.post("/migrations/portfolio/archive/" + folder, Map.of()));
    }
    return ExitCode.DONE;
  }

  /**
   * A part of phase 3.
   *
   * @param action backup, reembed or clear
   * @param namespace what is cleared
   */
  private record Part(String action, Optional<String> namespace) {}

  private ExitCode part(Api api, Map<String, Object> body, Act act, Part part, boolean plan)
      throws InterruptedException {
    if (act.phase == null || !Set.of("3", "phase3").contains(act.phase)) {
      throw new UsageException("--action: goes with --phase 3");
    }
    String path =
        switch (part.action()) {
          case "backup" -> {
            Object folder = body.get("backup");
            if (folder == null) {
              throw new UsageException("--action backup: --backup DIR names it");
            }
            yield "/backups/" + Api.encoded(folder.toString());
          }
          case "reembed" -> "/migrations/portfolio?plan=" + plan;
          case "clear" -> {
            body.put(
                "namespace",
                part.namespace()
                    .orElseThrow(() -> new UsageException("--action clear: --namespace NAME")));
            yield "/migrations/portfolio/rollback?plan=" + plan;
          }
          default -> throw new UsageException("--action: is backup, reembed or clear");
        };
    body.put("phase", part.action().equals("clear") ? "clear" : "3");
    JsonNode job = api.post(path, body);
    ExitCode code = Migrations.progress(api, spec).follow(job.path("id").asText());
    if (plan && !part.action().equals("backup")) {
      Output.of(spec).say("nothing was written; --yes does it");
    }
    return code;
  }

  private ExitCode follow(Api api, Map<String, Object> body, Act act, boolean plan, Freeze freeze)
      throws InterruptedException {
    JsonNode job = ask(api, body, act, plan);
    ExitCode code;
    String id = job.path("id").asText();
    boolean switches = act.resume || (!plan && act.rollback == null);
    try (Freeze watching = switches ? freeze.watch(id) : freeze) {
      code = Migrations.progress(api, spec).follow(id);
    }
    if (plan && !act.resume) {
      Output.of(spec).say("nothing was written; --yes does it");
    }
    return code;
  }

  private static JsonNode ask(Api api, Map<String, Object> body, Act act, boolean plan) {
    if (act.resume) {
      return api.post("/migrations/portfolio/resume", body);
    }
    if (act.rollback != null) {
      body.put("phase", act.rollback);
      return api.post("/migrations/portfolio/rollback?plan=" + plan, body);
    }
    String all = act.rehearse ? "rehearse" : "all";
    body.put("phase", act.phase == null ? all : act.phase);
    return api.post("/migrations/portfolio?plan=" + plan, body);
  }
}
