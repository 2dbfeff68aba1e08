package io.palimpsest.ingest.migration.run;

import io.palimpsest.ingest.migration.backup.BackupName;
import io.palimpsest.ingest.migration.backup.Backups;
import io.palimpsest.ingest.migration.backup.RefusedBackupException;
import io.palimpsest.ingest.migration.legacy.VectorSideException;
import io.palimpsest.jobs.Hold;
import io.palimpsest.jobs.InvalidJobException;
import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.JobKind;
import io.palimpsest.jobs.Lap;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;

/** Compares both sides and reports; changes nothing. */
@Singleton
class ValidateKind implements JobKind {
  static final String NAME = "validate";

  /** Minutes that each phase may take, and the whole with its buffer (M14). */
  private static final Map<String, Integer> BUDGET = budget();

  private static final int WHOLE = 124;

  private final MigrateKind migrations;
  private final Validation validation;
  private final Backups backups;
  private final Runs runs;
  private final RunFiles files;

  ValidateKind(
      MigrateKind migrations, Validation validation, Backups backups, Runs runs, RunFiles files) {
    this.migrations = migrations;
    this.validation = validation;
    this.backups = backups;
    this.runs = runs;
    this.files = files;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, String> parameters(Map<String, String> given) {
    String phase = given.getOrDefault(MigrateKind.PHASE, "all");
    if (!Set.of("all", "backup").contains(phase)) {
      throw new InvalidJobException(MigrateKind.PHASE, "is backup or all");
    }
    Map<String, String> checked = new java.util.HashMap<>(given);
    checked.put(MigrateKind.PHASE, "all");
    Map<String, String> known = migrations.parameters(checked);
    known.put(MigrateKind.PHASE, phase);
    return known;
  }

  @Override
  public Lap lap(Job job, Hold hold) throws InterruptedException {
    boolean all = !"backup".equals(job.parameters().get(MigrateKind.PHASE));
    Migration migration = migrations.migration(withAllPhases(job));
    try {
      List<Checked> checks = new ArrayList<>();
      checks.add(backup(migration.plan().backup()));
      if (all) {
        checks.addAll(validation.run(migration, hold));
        boolean equal = checks.stream().allMatch(Checked::passed);
        runs.now(migration.run(), equal ? Runs.VALIDATED : Runs.FOUND_DIFFERENT);
        checks.add(budget(migration.run()));
      }
      files.write(migration.run(), RunFiles.VALIDATION, checks);
      long failed = checks.stream().filter(check -> !check.passed()).count();
      return JobDone.end(
          "", checks.size(), Map.of("passed", checks.size() - failed, "failed", failed));
    } catch (VectorSideException refused) {
      throw Failures.of(refused);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static Job withAllPhases(Job job) {
    Map<String, String> parameters = new java.util.HashMap<>(job.parameters());
    parameters.put(MigrateKind.PHASE, "all");
    return new Job(
        job.id(),
        job.kind(),
        parameters,
        job.state(),
        job.cursor(),
        job.progress(),
        job.perSecond(),
        job.problem(),
        job.createdAt(),
        job.changedAt(),
        job.ran(),
        job.tenure());
  }

  private Checked backup(String name) throws IOException {
    List<String> differences = new ArrayList<>();
    long records = 0;
    try {
      var folder = backups.find(new BackupName(name));
      if (folder.isEmpty()) {
        differences.add("there is no backup named " + name);
      } else {
        records =
            folder.get().verified().files().values().stream()
                .mapToLong(entry -> entry.records())
                .sum();
      }
    } catch (RefusedBackupException refused) {
      differences.add(String.valueOf(refused.getMessage()));
    }
    return Checked.of(
        "backup",
        Map.of("records", records),
        differences,
        "run `palimpsest migrate portfolio --phase=0`");
  }

  private Checked budget(String run) {
    List<String> differences = new ArrayList<>();
    Map<String, Long> seconds = new LinkedHashMap<>();
    long whole = 0;
    Document phases =
        runs.find(run)
            .map(document -> document.get("phases", Document.class))
            .orElseGet(Document::new);
    for (Map.Entry<String, Integer> phase : BUDGET.entrySet()) {
      Optional<Duration> took = took(phases.get("p" + phase.getKey(), Document.class));
      if (took.isPresent()) {
        whole += took.get().toSeconds();
        seconds.put("phase_" + phase.getKey() + "_s", took.get().toSeconds());
        if (took.get().compareTo(Duration.ofMinutes(phase.getValue())) > 0) {
          differences.add(
              "phase %s took more than %d min".formatted(phase.getKey(), phase.getValue()));
        }
      }
    }
    if (whole > Duration.ofMinutes(WHOLE).toSeconds()) {
      differences.add("the whole took more than " + WHOLE + " min");
    }
    return Checked.of("budget", seconds, differences, "see where the time went in --status");
  }

  private static Optional<Duration> took(@org.jspecify.annotations.Nullable Document phase) {
    if (phase == null || !phase.containsKey("ended_at") || !phase.containsKey("began_at")) {
      return Optional.empty();
    }
    Date began = phase.getDate("began_at");
    return Optional.of(Duration.between(began.toInstant(), phase.getDate("ended_at").toInstant()));
  }

  private static Map<String, Integer> budget() {
    Map<String, Integer> minutes = new LinkedHashMap<>();
    minutes.put("0", 15);
    minutes.put("1a", 2);
    minutes.put("1b", 2);
    minutes.put("2", 30);
    minutes.put("3", 45);
    minutes.put("4", 15);
    return minutes;
  }
}
