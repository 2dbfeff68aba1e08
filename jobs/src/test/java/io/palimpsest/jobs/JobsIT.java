package io.palimpsest.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.local.stack.SharedStack;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private final Counting counting = new Counting();
  private final List<JobRunner> runners = new ArrayList<>();
  private final String name = "jobs" + UUID.randomUUID().toString().substring(0, 8);
  private RunningStack stack;
  private MongoClient mongo;
  private MongoDatabase database;
  private Jobs jobs;

  @BeforeEach
  void start() throws Exception {
    stack = SharedStack.with(Part.DOCUMENTS);
    mongo = MongoClients.create(stack.mongoUri("reembed"));
    database = mongo.getDatabase(name);
    jobs = keeping(Duration.ofDays(1));
  }

  @AfterEach
  void stop() {
    runners.forEach(JobRunner::close);
    mongo.close();
  }

  @Test
  void aJobRunsToItsEndAndSaysHowFarItIs() {
    Job job = ask(30);
    run();
    awaitState(job, State.DONE);
    Job done = find(job);
    assertThat(done.progress().done()).isEqualTo(30);
    assertThat(done.progress().total()).hasValue(30);
    assertThat(done.progress().count("laps")).isEqualTo(30);
    assertThat(done.tenure()).isEmpty();
  }

  @Test
  void aPausedJobStandsStillAndGoesOnWhereItWas() {
    Job job = ask(200);
    run();
    awaitDone(job, 5);
    assertThat(jobs.pause(job.id())).isPresent();
    await().atMost(PATIENCE).until(() -> find(job).tenure().isEmpty());
    long paused = find(job).progress().done();
    assertThat(paused).isBetween(5L, 199L);
    await()
        .during(Duration.ofMillis(500))
        .atMost(PATIENCE)
        .until(() -> find(job).progress().done() == paused);
    assertThat(jobs.resume(job.id())).isPresent();
    awaitState(job, State.DONE);
    assertThat(find(job).progress().count("laps")).as("no lap twice").isEqualTo(200);
  }

  @Test
  void aCancelledJobIsOverAndMakesRoom() {
    Job job = ask(100_000);
    run();
    awaitDone(job, 3);
    assertThat(jobs.ask(counting, Map.of("laps", "1"), 0)).as("one at a time").isEmpty();
    assertThat(jobs.cancel(job.id())).isPresent();
    assertThat(jobs.resume(job.id())).isEmpty();
    Job next = ask(2);
    awaitState(next, State.DONE);
    assertThat(find(job).state()).isEqualTo(State.CANCELLED);
  }

  @Test
  void whatIsOverGoesAfterAWhileAndWhatFailedStays() {
    jobs = keeping(Duration.ZERO);
    run();
    Job hopeless = ask("hopeless", "failed");
    Job done = ask("1", "done");
    Job cancelled = ask("100000", "cancelled");
    awaitState(hopeless, State.FAILED);
    assertThat(jobs.cancel(cancelled.id())).isPresent();
    await()
        .atMost(PATIENCE)
        .until(() -> jobs.find(done.id()).isEmpty() && jobs.find(cancelled.id()).isEmpty());
    assertThat(counting.laps.get()).as("it ran before it went").isPositive();
    assertThat(find(hopeless).state()).isEqualTo(State.FAILED);
  }

  @Test
  void aThrottleHoldsAndCanBeLifted() {
    Job job = jobs.ask(counting, Map.of("laps", "1000"), 10).orElseThrow();
    run();
    awaitDone(job, 3);
    long begin = System.nanoTime();
    long from = find(job).progress().done();
    awaitDone(job, from + 10);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(800));
    assertThat(jobs.throttle(job.id(), 0)).isPresent();
    awaitState(job, State.DONE);
    assertThat(find(job).ran()).as("held, it takes 100 s").isLessThan(Duration.ofSeconds(90));
  }

  @Test
  void whatFailsOnceIsTriedAgainAndWhatCannotSucceedIsSaid() {
    counting.failing.set(2);
    Job shaky = ask(5);
    run();
    awaitState(shaky, State.DONE);
    assertThat(counting.failed).hasValue(2);
    Job hopeless = jobs.ask(counting, Map.of("laps", "hopeless"), 0).orElseThrow();
    awaitState(hopeless, State.FAILED);
    assertThat(find(hopeless).problem()).hasValue("laps.hopeless");
  }

  @Test
  void severalInstancesNeverRunTheSameJob() {
    List<Job> asked = new ArrayList<>();
    for (int at = 0; at < 6; at++) {
      asked.add(jobs.ask(counting, Map.of("laps", "40", "slot", "s" + at), 0).orElseThrow());
    }
    run();
    run();
    run();
    asked.forEach(job -> awaitState(job, State.DONE));
    assertThat(counting.overlaps).as("two at the same job").hasValue(0);
    assertThat(counting.most.get()).as("positive control: jobs at once").isGreaterThan(1);
    asked.forEach(job -> assertThat(find(job).progress().count("laps")).isEqualTo(40));
  }

  @Test
  void aRunnerThatIsClosedHandsItsJobOver() {
    Job job = ask(300);
    JobRunner first = run();
    awaitDone(job, 5);
    first.close();
    assertThat(find(job).state()).isEqualTo(State.WAITING);
    run();
    awaitState(job, State.DONE);
    assertThat(find(job).progress().count("laps")).isEqualTo(300);
  }

  @Test
  void aJobSurvivesTheKillOfItsProcess() throws Exception {
    Job job = ask(400);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                JobProcess.class.getName(),
                stack.mongoUri("reembed"),
                name)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    awaitDone(job, 20);
    process.destroyForcibly();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    Job killed = find(job);
    assertThat(killed.state()).as("nobody gave it back").isEqualTo(State.RUNNING);
    run();
    awaitState(job, State.DONE);
    assertThat(find(job).progress().done()).isEqualTo(400);
    assertThat(counting.laps.get())
        .as("it went on where it was")
        .isEqualTo(400 - (int) killed.progress().done());
  }

  private Jobs keeping(Duration kept) {
    return new Jobs(database, Clock.systemUTC(), kept);
  }

  private Job ask(String laps, String slot) {
    return jobs.ask(counting, Map.of("laps", laps, "slot", slot), 0).orElseThrow();
  }

  private Job ask(int laps) {
    return jobs.ask(counting, Map.of("laps", Integer.toString(laps)), 0).orElseThrow();
  }

  private JobRunner run() {
    JobRunner runner =
        new JobRunner(jobs, new JobKinds(List.of(counting)), Counting.RULES, Ticker.system());
    runners.add(runner);
    runner.start();
    return runner;
  }

  private Job find(Job job) {
    return jobs.find(job.id()).orElseThrow();
  }

  private void awaitState(Job job, State state) {
    await().atMost(PATIENCE).until(() -> find(job).state() == state);
  }

  private void awaitDone(Job job, long done) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> find(job).progress().done() >= done);
  }
}
