package io.palimpsest.ingest.migration.run;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.jobs.Hold;
import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.JobKind;
import io.palimpsest.jobs.Lap;
import io.palimpsest.jobs.act.Acts;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A job whose end is in the audit log, with its counts and a digest of the files that its run left:
 * that of {@code sha256sum *} in their folder. A plan is not said: it does nothing.
 *
 * @param kind what is done
 * @param acts where it is said
 * @param files what a run left
 */
record SaidKind(JobKind kind, Acts acts, RunFiles files) implements JobKind {
  @Override
  public String name() {
    return kind.name();
  }

  @Override
  public Map<String, String> parameters(Map<String, String> given) {
    return kind.parameters(given);
  }

  @Override
  public String slot(Map<String, String> parameters) {
    return kind.slot(parameters);
  }

  @Override
  public Lap lap(Job job, Hold hold) throws InterruptedException {
    Lap lap = kind.lap(job, hold);
    if (lap.finished() && !Params.flag(job.parameters(), Params.PLAN)) {
      Optional<String> evidence = job.parameter(MigrateKind.RUN).flatMap(files::digest);
      acts.keep(
          job.id() + ":ended",
          EntryType.MIGRATION_REPORT,
          (said, key) ->
              report(
                  SaidPhase.by(said, key, job.parameter(Params.BY)), counted(job, lap), evidence));
    }
    return lap;
  }

  private Statement report(Statement said, Map<String, Long> counts, Optional<String> evidence) {
    Statement report =
        said.with(AuditField.OBJECT, SaidPhase.PORTFOLIO).with(AuditField.METHOD, name());
    report = with(report, AuditField.WRITTEN, counts.get("written"));
    report = with(report, AuditField.DELETED, counts.get("removed"));
    return evidence.isPresent() ? report.with(AuditField.EVIDENCE, evidence.get()) : report;
  }

  /** What was not counted is not said. */
  private static Statement with(Statement said, AuditField field, @Nullable Long count) {
    return count == null ? said : said.with(field, count);
  }

  private static Map<String, Long> counted(Job job, Lap lap) {
    Map<String, Long> counts = new HashMap<>(job.progress().counts());
    lap.counts().forEach((name, count) -> counts.merge(name, count, Long::sum));
    return counts;
  }
}
