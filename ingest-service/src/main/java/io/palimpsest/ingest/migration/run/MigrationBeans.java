package io.palimpsest.ingest.migration.run;

import com.mongodb.client.MongoDatabase;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.ingest.migration.backup.Backups;
import io.palimpsest.ingest.migration.legacy.BackupConfig;
import io.palimpsest.jobs.JobKinds;
import io.palimpsest.jobs.JobRunner;
import io.palimpsest.jobs.Jobs;
import io.palimpsest.jobs.RunnerRules;
import io.palimpsest.jobs.act.Acts;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Who runs the jobs. */
@Singleton
class MigrationBeans {
  private static final int LAST = 9_000;
  private static final Duration KEPT = Duration.ofDays(30);
  private static final RunnerRules RULES =
      new RunnerRules(2, Duration.ofSeconds(10), Duration.ofSeconds(1));

  @Produces
  @Singleton
  Backups backups(BackupConfig config) {
    return new Backups(config.root());
  }

  @Produces
  @Singleton
  Jobs jobs(MongoDatabase database) {
    return new Jobs(database, Clock.systemUTC(), KEPT);
  }

  @Produces
  @Singleton
  JobKinds kinds(
      BackupKind backup,
      RestoreKind restore,
      MigrateKind migrate,
      RollbackKind rollback,
      ValidateKind validate,
      ContractKind contract,
      Acts acts,
      RunFiles files) {
    return new JobKinds(
        List.of(
            backup,
            restore,
            new SaidKind(migrate, acts, files),
            new SaidKind(rollback, acts, files),
            new SaidKind(contract, acts, files),
            validate));
  }

  @Produces
  @Singleton
  JobRunner runner(Jobs jobs, JobKinds kinds) {
    return new JobRunner(jobs, kinds, RULES, Ticker.system());
  }

  void stop(@Disposes JobRunner runner) {
    runner.close();
  }

  void onStart(@Observes @Priority(LAST) StartupEvent start, JobRunner runner) {
    runner.start();
  }
}
