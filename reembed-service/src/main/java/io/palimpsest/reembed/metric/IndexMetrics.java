package io.palimpsest.reembed.metric;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.palimpsest.fencing.TaskListener;
import io.palimpsest.fencing.TaskVerdict;
import io.palimpsest.reembed.channel.Tally;
import io.palimpsest.reembed.embed.EmbedMeter;
import io.palimpsest.reembed.fresh.LagTally.LagMeter;
import io.palimpsest.reembed.pipeline.Outcome;
import io.palimpsest.reembed.pipeline.Task;
import io.palimpsest.reembed.reconcile.Coverage;
import io.palimpsest.reembed.write.WriteMeter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The metrics of the index side. */
public final class IndexMetrics
    implements Tally, EmbedMeter, WriteMeter, LagMeter, Coverage, TaskListener {
  /** Changes that are over; tag {@code outcome}. */
  public static final String EVENTS = "palimpsest.reembed.events";

  /** Changes that wait for another attempt; tag {@code reason}. */
  public static final String POSTPONED = "palimpsest.reembed.postponed";

  /** Chunks whose vectors needed no model. */
  public static final String REUSED = "palimpsest.reembed.chunks.reused";

  /** Texts that a model embedded. */
  public static final String EMBEDDED = "palimpsest.reembed.chunks.embedded";

  /** Calls to a model. */
  public static final String CALLS = "palimpsest.reembed.model.calls";

  /** Tokens sent to a model. */
  public static final String TOKENS = "palimpsest.reembed.model.tokens";

  /** Time of a call to a model. */
  public static final String CALL_TIME = "palimpsest.reembed.model.time";

  /** Calls that a model failed; tag {@code reason}, {@code embedding.quota_exceeded} to alert. */
  public static final String MODEL_FAILURES = "palimpsest.reembed.model.failures";

  /** Vectors that the store acknowledged as written. */
  public static final String WRITTEN = "palimpsest.reembed.vectors.written";

  /** Ids that the store acknowledged as deleted. */
  public static final String DELETED = "palimpsest.reembed.vectors.deleted";

  /** Requests that the store failed; tag {@code reason}, {@code store.rate_limited} for 429. */
  public static final String STORE_FAILURES = "palimpsest.reembed.store.failures";

  /** Parked records now. */
  public static final String PARKED = "palimpsest.reembed.parked";

  /** Time from a change's event until queries find what was written for it. */
  public static final String LAG = "palimpsest.reembed.lag";

  /** Changes that queries did not find in the longest time that is waited for a lag. */
  public static final String NOT_SEARCHABLE = "palimpsest.reembed.lag.exceeded";

  /**
   * Percent of a namespace's vectors that are as the ledger says, a sample for each one that a
   * reconcile compares; tag {@code target}. Which tenant it was is told by {@code
   * CoverageMeasured}.
   */
  public static final String COVERAGE = "palimpsest.reembed.coverage";

  /** Erasure tasks that were read; tags {@code participant}, {@code outcome}: obey, expired. */
  public static final String TASKS = "palimpsest.reembed.erasure.tasks";

  /** Erasure tasks that were refused, each a reason to alert; tag {@code reason}. */
  public static final String TASKS_REFUSED = "palimpsest.reembed.erasure.tasks.refused";

  private final MeterRegistry meters;
  private final Timer lag;

  /**
   * @param meters where to count
   */
  public IndexMetrics(MeterRegistry meters) {
    this.meters = meters;
    for (String always : new String[] {REUSED, EMBEDDED, CALLS, TOKENS, WRITTEN, DELETED}) {
      meters.counter(always);
    }
    this.lag = Timer.builder(LAG).publishPercentileHistogram().register(meters);
    meters.counter(NOT_SEARCHABLE);
    Stream.of(TaskVerdict.values())
        .filter(TaskVerdict::alarming)
        .forEach(verdict -> meters.counter(TASKS_REFUSED, "reason", verdict.code()));
  }

  @Override
  public void judged(String participant, TaskVerdict verdict) {
    if (verdict.alarming()) {
      meters.counter(TASKS_REFUSED, "reason", verdict.code()).increment();
    } else {
      meters.counter(TASKS, "participant", participant, "outcome", verdict.code()).increment();
    }
  }

  @Override
  public void ended(Task task, Outcome.Final outcome) {
    String name = outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    meters.counter(EVENTS, "outcome", name).increment();
    switch (outcome) {
      case Outcome.Embedded embedded -> meters.counter(REUSED).increment(embedded.reused());
      case Outcome.Unchanged unchanged -> meters.counter(REUSED).increment(unchanged.reused());
      case Outcome.Removed r -> {}
      case Outcome.Superseded s -> {}
      case Outcome.Refused r -> {}
      case Outcome.Erased e -> {}
      case Outcome.Parked p -> {}
    }
  }

  @Override
  public void erased() {
    meters.counter(EVENTS, "outcome", "erased").increment();
  }

  @Override
  public void postponed(String reason) {
    meters.counter(POSTPONED, "reason", reason).increment();
  }

  @Override
  public void measured(Measure measure) {
    meters.summary(COVERAGE, "target", measure.target()).record(measure.percent());
  }

  @Override
  public void searchable(Duration took) {
    lag.record(took);
  }

  @Override
  public void notSearchable() {
    meters.counter(NOT_SEARCHABLE).increment();
  }

  @Override
  public void called(int texts, int tokens, Duration took) {
    meters.counter(CALLS).increment();
    meters.counter(EMBEDDED).increment(texts);
    meters.counter(TOKENS).increment(tokens);
    meters.timer(CALL_TIME).record(took);
  }

  @Override
  public void failedCall(String reason) {
    meters.counter(MODEL_FAILURES, "reason", reason).increment();
  }

  @Override
  public void acknowledged(int written, int deleted) {
    meters.counter(WRITTEN).increment(written);
    meters.counter(DELETED).increment(deleted);
  }

  @Override
  public void failed(String reason) {
    meters.counter(STORE_FAILURES, Tags.of("reason", reason)).increment();
  }

  /** Watches the number of parked records. */
  public void watchParked(Supplier<Number> parked) {
    Gauge.builder(PARKED, parked).register(meters);
  }
}
