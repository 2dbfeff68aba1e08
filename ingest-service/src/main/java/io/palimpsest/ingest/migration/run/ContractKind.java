package io.palimpsest.ingest.migration.run;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.ingest.migration.legacy.LegacySource;
import io.palimpsest.ingest.migration.legacy.MigrationConfig;
import io.palimpsest.ingest.migration.legacy.SealedSource;
import io.palimpsest.ingest.migration.legacy.VectorSideException;
import io.palimpsest.ingest.registry.Registry;
import io.palimpsest.jobs.Hold;
import io.palimpsest.jobs.InvalidJobException;
import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.JobFailedException;
import io.palimpsest.jobs.JobKind;
import io.palimpsest.jobs.Lap;
import io.palimpsest.jobs.act.Acts;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Removes the old data of a migration that is over (M13), or says what that would be. There is no
 * way back but the backup.
 */
@Singleton
class ContractKind implements JobKind {
  static final String NAME = "contract";
  static final String AGREED = "agreed";
  static final String NAMESPACE = "namespace";
  private static final String VECTORS = "vectors";
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Removal removal;
  private final RunFiles files;
  private final SealedSource sources;
  private final MigrationConfig config;
  private final Registry registry;
  private final Acts acts;
  private final InstantSource clock;

  ContractKind(
      Removal removal,
      RunFiles files,
      SealedSource sources,
      MigrationConfig config,
      Registry registry,
      Acts acts,
      InstantSource clock) {
    this.removal = removal;
    this.files = files;
    this.sources = sources;
    this.config = config;
    this.registry = registry;
    this.acts = acts;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Not while a migration or a rollback is under way. */
  @Override
  public String slot(Map<String, String> parameters) {
    return "portfolio";
  }

  @Override
  public Map<String, String> parameters(Map<String, String> given) {
    Map<String, String> known =
        Params.known(
            given,
            Set.of(
                MigrateKind.ORGANIZATION,
                MigrateKind.RUN,
                Params.SOURCE,
                Params.PLAN,
                Params.BY,
                AGREED,
                NAMESPACE));
    if (!Params.flag(known, Params.PLAN) && !known.containsKey(AGREED)) {
      throw new InvalidJobException("plan", "is the hash of the plan that is agreed to");
    }
    return known;
  }

  @Override
  public Lap lap(Job job, Hold hold) throws InterruptedException {
    LegacySource source = sources.open(job.parameter(Params.SOURCE).orElseThrow());
    try {
      return switch (job.cursor()) {
        case "" -> begin(job, source, hold);
        case VECTORS -> vectors(source, hold);
        default -> documents(job, source);
      };
    } catch (VectorSideException refused) {
      throw Failures.of(refused);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private Lap begin(Job job, LegacySource source, Hold hold) throws IOException {
    RemovalPlan plan = removal.plan(organization(job), source, hold);
    RemovalGate.Facts facts = removal.facts(organization(job));
    Optional<String> obstacle =
        RemovalGate.obstacle(plan, facts, clock.instant(), config.kept(), config.validatedWithin());
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("plan", plan);
    file.put("hash", plan.hash());
    file.put("obstacle", obstacle);
    files.write(run(job), RunFiles.CONTRACT, file);
    if (Params.flag(job.parameters(), Params.PLAN)) {
      return JobDone.end("", 0, Map.of("would_remove", plan.records()));
    }
    Optional<String> refused = obstacle.or(() -> RemovalGate.refusal(plan, facts, agreed(job)));
    if (refused.isPresent()) {
      throw new JobFailedException(refused.get());
    }
    phase(job, "begun");
    return JobDone.more(VECTORS, 0, plan.records(), Map.of());
  }

  /** One request empties the namespace; a listing may show it full for a while. */
  private Lap vectors(LegacySource source, Hold hold) throws IOException, InterruptedException {
    long left = removal.vectorsLeft(source);
    if (left == 0) {
      return JobDone.more(BackupWriter.PORTFOLIO.getFirst(), 0, Map.of());
    }
    removal.dropNamespace(source);
    long still = removal.vectorsLeft(source);
    if (still > 0) {
      hold.pause(LOOK);
    }
    return JobDone.more(VECTORS, left - still, Map.of("removed", left - still));
  }

  private Lap documents(Job job, LegacySource source) {
    String collection = job.cursor();
    long deleted = removal.deletePage(source, collection);
    if (deleted > 0) {
      return JobDone.more(collection, deleted, Map.of("removed", deleted));
    }
    int next = BackupWriter.PORTFOLIO.indexOf(collection) + 1;
    if (next < BackupWriter.PORTFOLIO.size()) {
      return JobDone.more(BackupWriter.PORTFOLIO.get(next), 0, Map.of());
    }
    phase(job, "ended");
    removed(job);
    removal.remember(organization(job), source);
    return JobDone.end(collection, 0, Map.of());
  }

  private void phase(Job job, String what) {
    acts.keep(
        job.id() + ":contract:" + what,
        EntryType.MIGRATION_PHASE,
        (said, key) ->
            said.with(AuditField.OBJECT, SaidPhase.PORTFOLIO)
                .with(AuditField.PLAN, key.plan(agreed(job).plan()))
                .with(AuditField.ACTOR, key.actor(agreed(job).by()))
                .with(AuditField.STAGE, "contract." + what));
  }

  /** Said behind the effect and before the mark. */
  private void removed(Job job) {
    acts.keep(
        job.id() + ":removed",
        EntryType.LEGACY_REMOVED,
        (said, key) ->
            registry
                .organization(organization(job))
                .map(tenant -> said.with(AuditField.SCOPE, key.uid(tenant.head().uid())))
                .orElse(said)
                .with(AuditField.OBJECT, SaidPhase.PORTFOLIO)
                .with(AuditField.PLAN, key.plan(agreed(job).plan()))
                .with(AuditField.ACTOR, key.actor(agreed(job).by()))
                .with(AuditField.DELETED, job.progress().count("removed")));
  }

  private static RemovalGate.Agreed agreed(Job job) {
    Map<String, String> parameters = job.parameters();
    return new RemovalGate.Agreed(
        parameters.getOrDefault(Params.BY, ""),
        parameters.getOrDefault(AGREED, ""),
        parameters.getOrDefault(NAMESPACE, ""));
  }

  private static String run(Job job) {
    return job.parameter(MigrateKind.RUN).orElseThrow();
  }

  private static String organization(Job job) {
    return job.parameter(MigrateKind.ORGANIZATION).orElse(TenantPhases.DEFAULT_ORGANIZATION);
  }
}
