package io.palimpsest.reembed.index;

import static org.awaitility.Awaitility.await;

import io.palimpsest.fencing.Ticker;
import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.JobKind;
import io.palimpsest.jobs.JobKinds;
import io.palimpsest.jobs.JobRunner;
import io.palimpsest.jobs.Jobs;
import io.palimpsest.jobs.RunnerRules;
import io.palimpsest.jobs.State;
import io.palimpsest.reembed.app.IndexMetrics;
import io.palimpsest.reembed.change.NamedTenant;
import io.palimpsest.reembed.change.Unsealing;
import io.palimpsest.reembed.intake.ChangeScan;
import io.palimpsest.reembed.intake.Consumers;
import io.palimpsest.reembed.repair.ComparedTarget;
import io.palimpsest.reembed.repair.CoverageNews;
import io.palimpsest.reembed.repair.Estimates;
import io.palimpsest.reembed.repair.Findings;
import io.palimpsest.reembed.repair.Reconcile;
import io.palimpsest.reembed.repair.Refeed;
import io.palimpsest.reembed.repair.Repairable;
import io.palimpsest.reembed.repair.Replay;
import io.palimpsest.vectorstore.VectorStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** The long work of an index under test. */
final class JobsUnderTest implements AutoCloseable {
  static final RunnerRules RULES =
      new RunnerRules(2, Duration.ofSeconds(2), Duration.ofMillis(100));
  final Jobs jobs;
  final Findings findings;
  private final Map<String, JobKind> kinds;
  private final JobRunner runner;

  JobsUnderTest(IndexUnderTest index) {
    this(index, (scan, findings) -> List.of());
  }

  JobsUnderTest(IndexUnderTest index, BiFunction<ChangeScan, Findings, List<JobKind>> more) {
    jobs = new Jobs(index.database, Clock.systemUTC(), Duration.ofDays(1));
    findings = new Findings(index.database, Clock.systemUTC());
    ChangeScan scan =
        new ChangeScan(
            () -> Consumers.alone(index.ground.kafka, "scan"),
            index.ground.codec,
            index.ground.verifier(),
            new Unsealing(index.keys));
    Refeed refeed = new Refeed(index.channel::submit);
    JobKind reconcile = reconcile(index, List.of(), (tenant, target) -> true, scan, findings);
    JobKind replay =
        new Replay(
            scan, refeed, new Estimates(index.pipeline, 2.0), new NamedTenant(index.registry));
    List<JobKind> all = new ArrayList<>(more.apply(scan, findings));
    if (all.stream().noneMatch(kind -> kind.name().equals(Reconcile.NAME))) {
      all.add(reconcile);
    }
    all.add(replay);
    kinds = all.stream().collect(Collectors.toMap(JobKind::name, kind -> kind));
    runner = new JobRunner(jobs, new JobKinds(all), RULES, Ticker.system());
    runner.start();
  }

  /**
   * A reconcile of the index, and of more.
   *
   * @param more further targets
   */
  static Reconcile reconcile(
      IndexUnderTest index,
      List<Repairable> more,
      Reconcile.Written written,
      ChangeScan scan,
      Findings findings) {
    List<Repairable> sides = new ArrayList<>(more);
    sides.add(side(index, IndexUnderTest.TARGET, "free", index.store, index.writing));
    return new Reconcile(
        sides,
        written,
        new CoverageNews(index.ground.publisher, Clock.systemUTC())
            .and(new IndexMetrics(index.meters)),
        index.registry,
        index.admissions,
        index.watch,
        findings,
        scan,
        new Refeed(index.channel::submit));
  }

  static Repairable side(
      IndexUnderTest index, String name, String model, VectorStore store, WriteStage writing) {
    ComparedTarget target =
        new ComparedTarget(
            name,
            model,
            store,
            index.ledger,
            index.ledger.scopes(),
            Duration.ofSeconds(20),
            Duration.ofMillis(500));
    return new Repairable(target, writing);
  }

  /** Runs a job to its end. */
  Job run(String kind, Map<String, String> parameters) {
    return run(kinds.get(kind), parameters);
  }

  /** Runs a reconcile that is told whose name was given back. */
  Job runAfterLeaveFor(UUID erased, Map<String, String> parameters) {
    return run(Reconcile.afterLeaveFor(erased, kinds.get(Reconcile.NAME)), parameters);
  }

  private Job run(JobKind kind, Map<String, String> parameters) {
    Job job = jobs.ask(kind, parameters, 0).orElseThrow();
    runner.wake();
    await()
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> List.of(State.DONE, State.FAILED).contains(find(job).state()));
    return find(job);
  }

  Job find(Job job) {
    return jobs.find(job.id()).orElseThrow();
  }

  @Override
  public void close() {
    runner.close();
  }
}
