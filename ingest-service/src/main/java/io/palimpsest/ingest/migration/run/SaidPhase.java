package io.palimpsest.ingest.migration.run;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.RequestKey;
import io.palimpsest.audit.Statement;
import io.palimpsest.jobs.Hold;
import io.palimpsest.jobs.JobFailedException;
import io.palimpsest.jobs.act.Acts;
import java.io.IOException;
import java.util.Optional;

/**
 * A phase whose beginning and end are in the audit log, each once for a run.
 *
 * @param code its name there
 * @param phase what is done
 * @param acts where it is said
 */
record SaidPhase(String code, Phase phase, Acts acts) implements Phase {
  /** What the entries are about. */
  static final String PORTFOLIO = "portfolio";

  @Override
  public String name() {
    return phase.name();
  }

  @Override
  public Step step(Migration migration, String at, Hold hold)
      throws IOException, InterruptedException {
    if (at.isEmpty()) {
      say(migration, "begun");
    }
    try {
      Step step = phase.step(migration, at, hold);
      if (step.finished()) {
        say(migration, "ended");
      }
      return step;
    } catch (JobFailedException failed) {
      say(migration, "failed");
      throw failed;
    }
  }

  private void say(Migration migration, String what) {
    acts.keep(
        migration.run() + ":" + name() + ":" + what,
        EntryType.MIGRATION_PHASE,
        (said, key) ->
            by(said, key, migration.by())
                .with(AuditField.OBJECT, PORTFOLIO)
                .with(AuditField.STAGE, code + "." + what)
                .with(AuditField.PLAN, key.plan(migration.plan().hash())));
  }

  /** The same with who asked for it, where that is known. */
  static Statement by(Statement said, RequestKey key, Optional<String> by) {
    return by.map(id -> said.with(AuditField.ACTOR, key.actor(id))).orElse(said);
  }
}
