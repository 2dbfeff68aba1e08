package io.palimpsest.reembed.app;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.palimpsest.fencing.TaskListener;
import io.palimpsest.fencing.TaskVerdict;
import io.palimpsest.reembed.change.Entity;
import io.palimpsest.reembed.embed.EmbedMeter;
import io.palimpsest.reembed.embed.Passage;
import io.palimpsest.reembed.index.Outcome;
import io.palimpsest.reembed.index.Task;
import io.palimpsest.reembed.index.WriteMeter;
import io.palimpsest.reembed.intake.Tally;
import io.palimpsest.reembed.repair.Coverage;
import io.palimpsest.reembed.route.LagTally.LagMeter;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The metrics of the index side. */
public final class IndexMetrics
    implements Tally, EmbedMeter, WriteMeter, LagMeter, Coverage, TaskListener {
  /** Counter: changes that are over; tag {@code outcome}. */
  public static final String EVENTS = "palimpsest.reembed.events";

  /** Counter: changes that wait for another attempt; tag {@code reason}. */
  public static final String POSTPONED = "palimpsest.reembed.postponed";

  /** Counter: chunks whose vectors needed no model. */
  public static final String REUSED = "palimpsest.reembed.chunks.reused";

  /** Counter: texts that a model embedded. */
  public static final String EMBEDDED = "palimpsest.reembed.chunks.embedded";

  /** Counter: calls to a model. */
  public static final String CALLS = "palimpsest.reembed.model.calls";

  /** Summary: texts of a call to a model. */
  public static final String CALL_TEXTS = "palimpsest.reembed.model.call.texts";

  /** Summary: vectors of a request that the store acknowledged as written. */
  public static final String WRITE_VECTORS = "palimpsest.reembed.store.write.vectors";

  /** Counter: tokens sent to a model. */
  public static final String TOKENS = "palimpsest.reembed.model.tokens";

  /**
   * Counter: tokens sent to a model since this instance counts a tenant, for the hundred with the
   * most; tag {@code tenant} (uid of the organization or creator).
   */
  public static final String TENANT_TOKENS = "palimpsest.reembed.model.tokens.tenant";

  /**
   * Counter: what the tokens of {@code palimpsest.reembed.model.tokens.tenant} cost by {@code
   * palimpsest.jobs.price-per-million-tokens}, in its currency, whichever model they went to; tag
   * {@code tenant}. Not there without a price.
   */
  public static final String TENANT_COST = "palimpsest.reembed.model.cost.tenant";

  /** Timer: time of a call to a model. */
  public static final String CALL_TIME = "palimpsest.reembed.model.time";

  /**
   * Counter: calls that a model failed; tag {@code reason}, {@code embedding.quota_exceeded} to
   * alert.
   */
  public static final String MODEL_FAILURES = "palimpsest.reembed.model.failures";

  /** Counter: vectors that the store acknowledged as written. */
  public static final String WRITTEN = "palimpsest.reembed.vectors.written";

  /** Counter: ids that the store acknowledged as deleted. */
  public static final String DELETED = "palimpsest.reembed.vectors.deleted";

  /**
   * Counter: requests that the store failed; tag {@code reason}, {@code store.rate_limited} for
   * 429.
   */
  public static final String STORE_FAILURES = "palimpsest.reembed.store.failures";

  /** Gauge: parked records now. */
  public static final String PARKED = "palimpsest.reembed.parked";

  /** Timer: time from a change's event until queries find what was written for it. */
  public static final String LAG = "palimpsest.reembed.lag";

  /** Counter: changes that queries did not find in the longest time that is waited for a lag. */
  public static final String NOT_SEARCHABLE = "palimpsest.reembed.lag.exceeded";

  /**
   * Summary: percent of a namespace's vectors that are as the ledger says, a sample for each one
   * that a reconcile compares; tag {@code target}. Of every tenant it is told by {@code
   * CoverageMeasured}.
   */
  public static final String COVERAGE = "palimpsest.reembed.coverage";

  /**
   * Gauge: percent of a tenant's vectors that a reconcile found as the ledger says, for the hundred
   * that are covered least; tags {@code tenant} (uid of the organization or twin), {@code target}.
   */
  public static final String TENANT_COVERAGE = "palimpsest.reembed.coverage.tenant";

  /**
   * Gauge: records that lie before this instance, in the partitions that it was given; tag {@code
   * topic}.
   */
  public static final String CONSUMER_LAG = "palimpsest.reembed.consumer.lag";

  /**
   * Counter: erasure tasks that were read; tags {@code participant}, {@code outcome}: obey,
   * expired.
   */
  public static final String TASKS = "palimpsest.reembed.erasure.tasks";

  /** Counter: erasure tasks that were refused, each a reason to alert; tag {@code reason}. */
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
    this.lag = meters.timer(LAG);
    meters.timer(CALL_TIME);
    meters.summary(CALL_TEXTS);
    meters.summary(WRITE_VECTORS);
    meters.counter(NOT_SEARCHABLE);
    Stream.of(Outcome.Final.class.getPermittedSubclasses())
        .forEach(outcome -> meters.counter(EVENTS, "outcome", name(outcome)));
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
    meters.counter(EVENTS, "outcome", name(outcome.getClass())).increment();
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

  private static String name(Class<?> outcome) {
    return outcome.getSimpleName().toLowerCase(Locale.ROOT);
  }

  @Override
  public void erased() {
    meters.counter(EVENTS, "outcome", name(Outcome.Erased.class)).increment();
  }

  @Override
  public void postponed(String reason) {
    meters.counter(POSTPONED, "reason", reason).increment();
  }

  /** Shows the coverage of a target before anything of it was compared. */
  DistributionSummary coverage(String target) {
    return meters.summary(COVERAGE, "target", target);
  }

  @Override
  public void measured(Measure measure) {
    coverage(measure.target()).record(measure.percent());
  }

  @Override
  public void searchable(Entity entity, Duration took) {
    lag.record(took);
  }

  @Override
  public void notSearchable(Entity entity) {
    meters.counter(NOT_SEARCHABLE).increment();
  }

  @Override
  public void called(List<Passage> passages, Duration took) {
    meters.counter(CALLS).increment();
    meters.counter(EMBEDDED).increment(passages.size());
    meters.summary(CALL_TEXTS).record(passages.size());
    meters.counter(TOKENS).increment(passages.stream().mapToInt(Passage::tokens).sum());
    meters.timer(CALL_TIME).record(took);
  }

  @Override
  public void failedCall(String reason) {
    meters.counter(MODEL_FAILURES, "reason", reason).increment();
  }

  @Override
  public void acknowledged(int written, int deleted) {
    meters.counter(WRITTEN).increment(written);
    if (written > 0) {
      meters.summary(WRITE_VECTORS).record(written);
    }
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

  /** Watches how far behind a reader of topics is. */
  public void watchLag(Collection<String> topics, Supplier<Map<String, Long>> lag) {
    for (String topic : topics) {
      Gauge.builder(CONSUMER_LAG, () -> lag.get().getOrDefault(topic, 0L))
          .tag("topic", topic)
          .register(meters);
    }
  }
}
