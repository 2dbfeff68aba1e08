package io.palimpsest.ingest.migration.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.ingest.migration.legacy.BackupConfig;
import io.palimpsest.ingest.migration.legacy.LegacySource;
import io.palimpsest.ingest.vault.Sha256;
import io.palimpsest.jobs.Hold;
import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.JobFailedException;
import io.palimpsest.jobs.JobKind;
import io.palimpsest.jobs.JobKinds;
import io.palimpsest.jobs.JobRunner;
import io.palimpsest.jobs.Jobs;
import io.palimpsest.jobs.Lap;
import io.palimpsest.jobs.RunnerRules;
import io.palimpsest.jobs.State;
import io.palimpsest.jobs.act.Acts;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.SharedStack;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.SigningKey;
import io.palimpsest.topic.Authorship;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the audit log is told of migrations, by jobs that run as they do. */
class SaidIT {
  private static final String RUN = "6b0fd1b8-1111-4222-8333-444455556666";

  @TempDir private Path root;
  private final AtomicInteger troubles = new AtomicInteger();
  private MongoClient mongo;
  private MongoDatabase database;
  private Acts acts;
  private Jobs jobs;
  private RunFiles files;

  @BeforeEach
  void start() throws Exception {
    mongo = MongoClients.create(SharedStack.with(Part.DOCUMENTS).mongoUri("ingest"));
    database = mongo.getDatabase("said" + UUID.randomUUID().toString().substring(0, 8));
    acts =
        new Acts(
            database,
            Authorship.INGEST,
            RecordSigner.of(SigningKey.generate(Authorship.INGEST)),
            Clock.systemUTC());
    jobs = new Jobs(database, Clock.systemUTC(), Duration.ofDays(1));
    files = new RunFiles(new Root(root, Duration.ofDays(1)));
  }

  @AfterEach
  void stop() {
    mongo.close();
  }

  @Test
  void aPhaseIsSaidOnceAtItsBeginningAndItsEndThoughItsStepsAreDoneAgain() throws Exception {
    troubles.set(2);
    files.write(RUN, RunFiles.REPORT, Map.of("counts", 3));
    Job done = ran(Map.of(MigrateKind.RUN, RUN, Params.BY, "grace"), State.DONE);

    List<Statement> said = said();
    assertThat(troubles).as("steps were done again").hasValue(0);
    assertThat(said)
        .extracting(Statement::type, one -> one.data().get(AuditField.STAGE))
        .containsExactly(
            tuple(EntryType.MIGRATION_PHASE, "items.begun"),
            tuple(EntryType.MIGRATION_PHASE, "items.ended"),
            tuple(EntryType.MIGRATION_REPORT, null));
    assertThat(done.progress().count("written")).isEqualTo(3);
    String lines =
        Sha256.hex(Files.readAllBytes(files.find(RUN, RunFiles.REPORT).orElseThrow()))
            + "  report.json\n";
    assertThat(said.getLast().data())
        .containsEntry(AuditField.OBJECT, "portfolio")
        .containsEntry(AuditField.METHOD, "migrate")
        .containsEntry(AuditField.WRITTEN, 3L)
        .containsEntry(AuditField.EVIDENCE, Sha256.hex(lines))
        .hasSize(5);
    assertThat(said)
        .as("who asked")
        .allSatisfy(
            one ->
                assertThat(one.data())
                    .containsEntry(
                        AuditField.ACTOR,
                        acts.key(one.source().path())
                            .orElseThrow()
                            .key()
                            .orElseThrow()
                            .actor("grace")));
    assertThat(said)
        .allSatisfy(
            one -> assertThat(one.toString()).doesNotContain("org_default", "prof_default"));
  }

  @Test
  void aPhaseThatCannotGoOnIsSaidToHaveFailed() throws Exception {
    ran(Map.of(MigrateKind.RUN, RUN, "fails", "true"), State.FAILED);

    assertThat(said())
        .extracting(one -> one.data().get(AuditField.STAGE))
        .containsExactly("items.begun", "items.failed");
  }

  @Test
  void aPlanIsNotSaid() throws Exception {
    ran(Map.of(MigrateKind.RUN, RUN, Params.PLAN, "true"), State.DONE);

    assertThat(said()).isEmpty();
  }

  private Job ran(Map<String, String> parameters, State end) throws Exception {
    SaidKind kind = new SaidKind(new Migrating(), acts, files);
    Job job = jobs.ask(kind, parameters, 0).orElseThrow();
    try (JobRunner runner =
        new JobRunner(
            jobs,
            new JobKinds(List.of(kind)),
            new RunnerRules(1, Duration.ofSeconds(10), Duration.ofMillis(50)),
            Ticker.system())) {
      runner.start();
      await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> jobs.find(job.id()).orElseThrow().state() == end);
    }
    return jobs.find(job.id()).orElseThrow();
  }

  private List<Statement> said() {
    List<Statement> said = new ArrayList<>();
    acts.tell((source, value, proof) -> said.add(Statement.parse(value)));
    return said;
  }

  /** A migration of one phase of three steps; a plan of it does nothing. */
  private final class Migrating implements JobKind {
    private final Phase phase = new SaidPhase("items", new Items(), acts);

    @Override
    public String name() {
      return "migrate";
    }

    @Override
    public Map<String, String> parameters(Map<String, String> given) {
      return given;
    }

    @Override
    public Lap lap(Job job, Hold hold) throws InterruptedException {
      if (Params.flag(job.parameters(), Params.PLAN)) {
        return JobDone.end("", 0, Map.of());
      }
      try {
        Phase.Step step = phase.step(migration(job), job.cursor(), hold);
        if (troubles.get() > 0 && troubles.getAndDecrement() > 0) {
          throw new IllegalStateException("done, and not kept");
        }
        return step.finished()
            ? JobDone.end("", step.done(), step.counts())
            : JobDone.more(step.at(), step.done(), step.counts());
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }

    private static Migration migration(Job job) {
      return new Migration(
          job.parameter(MigrateKind.RUN).orElseThrow(),
          new Plan(
              "org_default",
              "prof_default",
              List.of("2"),
              false,
              fails(job),
              "b",
              "legacy",
              Plan.ONLINE),
          new LegacySource(Optional.empty(), "legacy", Optional.empty()),
          job.parameter(Params.BY),
          Optional.empty());
    }

    private static boolean fails(Job job) {
      return Params.flag(job.parameters(), "fails");
    }
  }

  private static final class Items implements Phase {
    @Override
    public String name() {
      return "2";
    }

    @Override
    public Step step(Migration migration, String at, Hold hold) {
      if (migration.plan().strict()) {
        throw new JobFailedException("row.rejected");
      }
      return at.length() < 2
          ? Step.more(at + "x", 1, Map.of("written", 1L))
          : Step.end(Map.of("written", 1L), Map.of());
    }
  }

  private record Root(Path root, Duration keptFor) implements BackupConfig {}
}
