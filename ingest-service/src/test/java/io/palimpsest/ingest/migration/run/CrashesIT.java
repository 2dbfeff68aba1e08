package io.palimpsest.ingest.migration.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.ingest.migration.testing.Crashes;
import io.palimpsest.ingest.migration.testing.OldParts;
import io.palimpsest.ingest.testing.RealParts;
import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.JobKinds;
import io.palimpsest.jobs.JobRunner;
import io.palimpsest.jobs.Jobs;
import io.palimpsest.jobs.RunnerRules;
import io.palimpsest.jobs.State;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A migration and a rollback that are killed at any of their writes end as those that are not. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(value = OldParts.class, restrictToAnnotatedClass = true)
class CrashesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final RunnerRules RULES =
      new RunnerRules(1, Duration.ofSeconds(10), Duration.ofMillis(100));
  private static final int KILLS = Boolean.getBoolean("palimpsest.full") ? 25 : 3;

  @Inject OldGround ground;
  @Inject JobKinds kinds;
  private Jobs jobs;
  private final Random random = new Random(20261129);

  @BeforeEach
  void begin() throws Exception {
    MongoDatabase own =
        ground.client.getDatabase("runner_" + UUID.randomUUID().toString().substring(0, 8));
    jobs = new Jobs(own, Clock.systemUTC(), Duration.ofDays(1));
    ground.fresh();
    ground.follow();
  }

  @AfterEach
  void end() throws Exception {
    Crashes.stop();
    ground.stop();
  }

  @Test
  void killedAtAnyWriteItGoesOnToTheSame() throws Exception {
    Map<String, Set<BsonDocument>> documents = ground.documents();
    List<String> nothing = ground.state();

    Crashes.record();
    String run = migrate();
    int writesOfMigration = Crashes.count();
    List<String> whole = ground.state();
    assertThat(whole).filteredOn(line -> line.startsWith("item")).hasSize(101);
    assertThat(whole).contains("route " + OldGround.NAMESPACE, "marks 101", "scratch [legacy]");
    Crashes.record();
    rollback(run);
    int writesOfRollback = Crashes.count();
    assertThat(ground.state()).isEqualTo(nothing);
    assertThat(writesOfMigration).as("writes to be killed at").isGreaterThan(10);
    assertThat(writesOfRollback).isGreaterThan(100);

    for (int kill = 0; kill < KILLS; kill++) {
      Crashes.killAt(random.nextInt(writesOfMigration), kill % 2 == 0);
      String again = migrate();
      assertThat(Crashes.fired()).as("kill %d of a migration", kill).isTrue();
      assertThat(ground.state()).as("kill %d of a migration", kill).isEqualTo(whole);

      Crashes.killAt(random.nextInt(writesOfRollback), kill % 2 == 1);
      rollback(again);
      assertThat(Crashes.fired()).as("kill %d of a rollback", kill).isTrue();
      assertThat(ground.state()).as("kill %d of a rollback", kill).isEqualTo(nothing);
    }
    assertThat(ground.documents()).isEqualTo(documents);
    assertThat(ground.vectors.vectors("legacy", OldGround.OLD)).hasSize(612);
  }

  /** Nobody lets the killed run go on: it is taken back where it was. */
  @Test
  void killedAtAnyWriteItIsTakenBackAsWell() throws Exception {
    List<String> nothing = ground.state();
    Crashes.record();
    rollback(migrate());
    int writes = Crashes.count();
    for (int kill = 0; kill < KILLS; kill++) {
      Crashes.killAt(random.nextInt(Math.max(1, writes / 4)), kill % 2 == 0);
      Job job = asked();
      try (JobRunner running = new JobRunner(jobs, kinds, RULES, Ticker.system())) {
        running.start();
        await().dontCatchUncaughtExceptions().atMost(PATIENCE).until(Crashes::fired);
        await()
            .dontCatchUncaughtExceptions()
            .atMost(PATIENCE)
            .until(() -> find(job).tenure().isEmpty());
      }
      String run = find(job).parameter("run").orElseThrow();
      assertThat(jobs.cancel(job.id())).isPresent();
      rollback(run);
      List<String> left = ground.state();
      left.removeIf(line -> line.startsWith("scratch"));
      assertThat(left).as("kill %d", kill).isEqualTo(nothing.subList(0, nothing.size() - 1));
    }
  }

  private Job asked() {
    String run = UUID.randomUUID().toString();
    return jobs.ask(kinds.find("migrate").orElseThrow(), ground.parameters(run, "all"), 0)
        .orElseThrow();
  }

  private String migrate() throws InterruptedException {
    String run = UUID.randomUUID().toString();
    done(
        jobs.ask(kinds.find("migrate").orElseThrow(), ground.parameters(run, "all"), 0)
            .orElseThrow());
    return run;
  }

  private void rollback(String run) throws InterruptedException {
    done(
        jobs.ask(
                kinds.find("rollback").orElseThrow(),
                Map.of("run", run, "plan", "false", "phase", "all", "by", "linus"),
                0)
            .orElseThrow());
  }

  /** Whoever is killed is followed by another runner. */
  private void done(Job job) throws InterruptedException {
    for (int runner = 0; runner < 3 && !isOver(job); runner++) {
      try (JobRunner running = new JobRunner(jobs, kinds, RULES, Ticker.system())) {
        running.start();
        boolean fired = Crashes.fired();
        await()
            .dontCatchUncaughtExceptions()
            .atMost(PATIENCE)
            .until(() -> isOver(job) || (!fired && Crashes.fired()));
        if (!isOver(job)) {
          // The killed runner is gone once the job is given back.
          await()
              .dontCatchUncaughtExceptions()
              .atMost(PATIENCE)
              .until(() -> isOver(job) || find(job).tenure().isEmpty());
        }
      }
    }
    assertThat(find(job).state()).as("%s", find(job)).isEqualTo(State.DONE);
  }

  private boolean isOver(Job job) {
    return Set.of(State.DONE, State.FAILED).contains(find(job).state());
  }

  private Job find(Job job) {
    return jobs.find(job.id()).orElseThrow();
  }
}
