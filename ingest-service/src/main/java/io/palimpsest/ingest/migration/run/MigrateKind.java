package io.palimpsest.ingest.migration.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.palimpsest.ingest.migration.backup.RefusedBackupException;
import io.palimpsest.ingest.migration.legacy.SealedSource;
import io.palimpsest.ingest.migration.legacy.VectorSideException;
import io.palimpsest.jobs.Hold;
import io.palimpsest.jobs.InvalidJobException;
import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.JobFailedException;
import io.palimpsest.jobs.JobKind;
import io.palimpsest.jobs.Jobs;
import io.palimpsest.jobs.Lap;
import io.palimpsest.tenancy.InvalidIdException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Migrates a portfolio, phase by phase; or, as a plan, says what that would do. */
@Singleton
class MigrateKind implements JobKind {
  static final String NAME = "migrate";
  private static final Logger LOG = Logger.getLogger(MigrateKind.class);
  static final String ORGANIZATION = "org_id";
  static final String PROFILE = "profile_id";
  static final String PHASE = "phase";
  static final String PREFER = "prefer_existing_deliverables";
  static final String STRICT = "strict";
  static final String READER = "reader";
  static final String RUN = "run";
  static final String MODE = "mode";

  /** When a change window ends: the run pauses then, once. */
  static final String PAUSE_AT = "pause_at";

  private static final Set<String> PARAMETERS =
      Set.of(
          ORGANIZATION,
          PROFILE,
          PHASE,
          PREFER,
          STRICT,
          READER,
          RUN,
          MODE,
          PAUSE_AT,
          Params.BACKUP,
          Params.SOURCE,
          Params.BY,
          Params.PLAN);

  private final Phases phases;
  private final Planning planning;
  private final Runs runs;
  private final SealedSource sources;
  private final Prechecks prechecks;
  private final WriteStop stop;
  private final Removal removal;
  private final Progress progress;
  private final Jobs jobs;
  private final InstantSource clock;

  MigrateKind(
      Phases phases,
      Planning planning,
      Runs runs,
      SealedSource sources,
      Prechecks prechecks,
      WriteStop stop,
      Removal removal,
      Progress progress,
      Jobs jobs,
      InstantSource clock) {
    this.removal = removal;
    this.progress = progress;
    this.jobs = jobs;
    this.clock = clock;
    this.prechecks = prechecks;
    this.stop = stop;
    this.phases = phases;
    this.planning = planning;
    this.runs = runs;
    this.sources = sources;
  }

  /**
   * Where a migration is.
   *
   * @param phase the phase under way
   * @param at where in it
   */
  record At(@JsonProperty("phase") String phase, @JsonProperty("at") String at) {}

  @Override
  public String name() {
    return NAME;
  }

  /** Plans and migrations of a portfolio exclude each other: one runner at a time. */
  @Override
  public String slot(Map<String, String> parameters) {
    return "portfolio";
  }

  @Override
  public Map<String, String> parameters(Map<String, String> given) {
    Map<String, String> known = Rehearsal.parameters(Params.known(given, PARAMETERS));
    Params.backup(known);
    window(known);
    try {
      plan(known);
    } catch (InvalidIdException invalid) {
      throw new InvalidJobException(invalid.field(), invalid.rule());
    }
    return known;
  }

  private Plan plan(Map<String, String> parameters) {
    List<String> named =
        phases
            .named(parameters.getOrDefault(PHASE, "all"))
            .orElseThrow(
                () -> new InvalidJobException(PHASE, "is all, 1 or one of " + phases.names()));
    return new Plan(
        parameters.getOrDefault(ORGANIZATION, TenantPhases.DEFAULT_ORGANIZATION),
        parameters.getOrDefault(PROFILE, TenantPhases.DEFAULT_PROFILE),
        named,
        Params.flag(parameters, PREFER),
        Params.flag(parameters, STRICT),
        Params.backup(parameters).value(),
        sources.open(parameters.getOrDefault(Params.SOURCE, "")).index(),
        mode(parameters));
  }

  private static Optional<Instant> window(Map<String, String> parameters) {
    try {
      return Optional.ofNullable(parameters.get(PAUSE_AT)).map(Instant::parse);
    } catch (DateTimeParseException none) {
      throw new InvalidJobException(PAUSE_AT, "is a moment such as 2026-01-31T10:00:00Z");
    }
  }

  private static String mode(Map<String, String> parameters) {
    String mode = parameters.getOrDefault(MODE, Plan.ONLINE);
    if (!Set.of(Plan.ONLINE, Plan.MAINTENANCE).contains(mode)) {
      throw new InvalidJobException(MODE, "is online or maintenance");
    }
    return mode;
  }

  /** The migration that a job is of. */
  Migration migration(Job job) {
    return new Migration(
        job.parameter(RUN).orElseThrow(),
        plan(job.parameters()),
        sources.open(job.parameter(Params.SOURCE).orElseThrow()),
        job.parameter(Params.BY),
        job.parameter(READER).map(sources::openText));
  }

  @Override
  public Lap lap(Job job, Hold hold) throws InterruptedException {
    Migration migration = migration(job);
    try {
      if (isWindowOver(job, migration)) {
        return pause(job, migration);
      }
      Lap lap =
          job.cursor().isEmpty()
              ? begin(job, migration, hold)
              : go(job, migration, Cursors.read(job.cursor(), At.class), hold);
      if (lap.finished() && migration.plan().stopsWrites()) {
        stop.lift();
      }
      return lap;
    } catch (JobFailedException failed) {
      stop.lift();
      throw failed;
    } catch (RefusedBackupException refused) {
      stop.lift();
      throw new JobFailedException("backup.refused: " + refused.getMessage());
    } catch (VectorSideException refused) {
      throw Failures.of(refused);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private boolean isWindowOver(Job job, Migration migration) {
    return !job.cursor().isEmpty()
        && window(job.parameters()).filter(end -> !clock.instant().isBefore(end)).isPresent()
        && runs.moment(migration.run(), Runs.PAUSED).isEmpty();
  }

  /** Nothing of the run is lost; clients may write until it goes on. */
  private Lap pause(Job job, Migration migration) {
    runs.now(migration.run(), Runs.PAUSED);
    jobs.pause(job.id()).ifPresent(paused -> LOG.infof("change window is over job=%s", job.id()));
    stop.lift();
    return JobDone.more(job.cursor(), 0, Map.of());
  }

  private Lap begin(Job job, Migration migration, Hold hold) throws InterruptedException {
    boolean plan = Params.flag(job.parameters(), Params.PLAN);
    if (removal.isRemoved(migration.source())) {
      throw new JobFailedException("legacy.removed: the old data of this source are gone");
    }
    List<String> failed = prechecks.failed(migration);
    if (!failed.isEmpty() && !plan) {
      throw new JobFailedException("precheck.failed: " + String.join(", ", failed));
    }
    Map<String, Long> counts = new HashMap<>(planning.plan(migration, hold));
    if (plan) {
      counts.put("prechecks_failed", (long) failed.size());
      return JobDone.end("", 0, counts);
    }
    if (migration.plan().stopsWrites() && stop.hold(migration.run())) {
      // What was let in before every instance knew of it lands meanwhile.
      hold.pause(WriteStop.GLANCE.multipliedBy(2));
    }
    runs.begin(migration.run(), migration.plan(), counts, job);
    String first = migration.plan().phases().getFirst();
    return JobDone.more(Cursors.write(new At(first, "")), 0, Map.of());
  }

  private Lap go(Job job, Migration migration, At at, Hold hold)
      throws IOException, InterruptedException {
    if (migration.plan().stopsWrites() && stop.hold(migration.run())) {
      hold.pause(WriteStop.GLANCE.multipliedBy(2));
    }
    runs.phaseBegins(migration.run(), at.phase());
    Phase.Step step;
    try {
      step = step(migration, at, hold);
    } catch (JobFailedException failed) {
      if (!Rehearsal.isCutShort(migration.plan(), at.phase())) {
        throw failed;
      }
      At removal = new At(Rehearsal.REMOVAL, Rehearsal.because(failed));
      return JobDone.more(Cursors.write(removal), 0, Map.of());
    }
    progress.note(migration.run(), at.phase(), job.progress().done() + step.done(), step);
    if (!step.finished()) {
      return JobDone.more(Cursors.write(new At(at.phase(), step.at())), step.done(), step.counts());
    }
    runs.phaseEnds(migration.run(), at.phase(), step.point());
    Optional<String> next = next(migration.plan().phases(), at.phase());
    if (next.isPresent()) {
      return JobDone.more(Cursors.write(new At(next.get(), "")), step.done(), step.counts());
    }
    runs.state(migration.run(), "DONE");
    progress.plot(migration.run());
    return JobDone.end("", step.done(), step.counts());
  }

  private Phase.Step step(Migration migration, At at, Hold hold)
      throws IOException, InterruptedException {
    try {
      return phases.find(at.phase()).orElseThrow().step(migration, at.at(), hold);
    } catch (VectorSideException refused) {
      throw Failures.of(refused);
    }
  }

  private static Optional<String> next(List<String> phases, String phase) {
    int next = phases.indexOf(phase) + 1;
    return next < phases.size() ? Optional.of(phases.get(next)) : Optional.empty();
  }
}
