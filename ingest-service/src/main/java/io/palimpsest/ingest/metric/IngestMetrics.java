package io.palimpsest.ingest.metric;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.palimpsest.fencing.TaskListener;
import io.palimpsest.fencing.TaskVerdict;
import io.palimpsest.ingest.entry.Outcome;
import io.palimpsest.messaging.group.GroupLoop;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What the service counts. Tags are codes of a closed set: no ids, no names. */
@Singleton
public final class IngestMetrics implements TaskListener {
  /**
   * Counter: changes applied; tags {@code kind}, {@code outcome}: created, replaced, unchanged,
   * refused.
   */
  public static final String CHANGES = "palimpsest.ingest.changes";

  /**
   * Counter: inbox records settled; tags {@code topic}, {@code outcome}: applied, parked, erased.
   */
  public static final String INBOX = "palimpsest.ingest.inbox.records";

  /** Gauge: submissions parked now. */
  public static final String PARKED = "palimpsest.ingest.parked";

  /** Counter: entries whose newest revision was announced by a relay; tag {@code kind}. */
  public static final String RELAYED = "palimpsest.ingest.relayed";

  /** Counter: erasure tasks done; tags {@code participant}, {@code action}. */
  public static final String ERASURE_TASKS = "palimpsest.ingest.erasure.tasks";

  /** Counter: erasure tasks that had expired before they were done; tag {@code participant}. */
  public static final String TASKS_EXPIRED = "palimpsest.ingest.erasure.tasks.expired";

  /** Counter: erasure tasks that were refused, each a reason to alert; tag {@code reason}. */
  public static final String TASKS_REFUSED = "palimpsest.ingest.erasure.tasks.refused";

  /**
   * Gauge: records that lie before this instance, in the partitions that it was given; tags {@code
   * group}, {@code topic}.
   */
  public static final String LAG = "palimpsest.ingest.consumer.lag";

  private static final String KIND = "kind";
  private static final String OUTCOME = "outcome";
  private static final String TOPIC = "topic";

  private final MeterRegistry registry;

  IngestMetrics(MeterRegistry registry) {
    this.registry = registry;
    Stream.of(TaskVerdict.values())
        .filter(TaskVerdict::alarming)
        .forEach(verdict -> registry.counter(TASKS_REFUSED, "reason", verdict.code()));
  }

  @Override
  public void judged(String participant, TaskVerdict verdict) {
    if (verdict.alarming()) {
      registry.counter(TASKS_REFUSED, "reason", verdict.code()).increment();
    } else if (verdict == TaskVerdict.EXPIRED) {
      registry.counter(TASKS_EXPIRED, "participant", participant).increment();
    }
  }

  /** Counts a change. */
  public void changed(String kind, Outcome outcome) {
    registry.counter(CHANGES, KIND, kind, OUTCOME, name(outcome)).increment();
  }

  private static String name(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted accepted when accepted.created() -> "created";
      case Outcome.Accepted accepted when accepted.unchanged() -> "unchanged";
      case Outcome.Accepted accepted -> "replaced";
      case Outcome.Refused refused -> "refused";
    };
  }

  /** Counts an inbox record. */
  public void inbox(String topic, String outcome) {
    registry.counter(INBOX, TOPIC, topic, OUTCOME, outcome).increment();
  }

  /** Counts announcements of a relay. */
  public void relayed(String kind, int count) {
    registry.counter(RELAYED, KIND, kind).increment(count);
  }

  /** Counts an erasure task. */
  public void erasureTask(String participant, String action) {
    registry.counter(ERASURE_TASKS, "participant", participant, "action", action).increment();
  }

  /** Watches the number of parked submissions. */
  public void watchParked(Supplier<Number> parked) {
    Gauge.builder(PARKED, parked).register(registry);
  }

  /** Watches how far behind a group is, topic by topic. */
  public void watchLag(GroupLoop group) {
    for (String topic : group.topics()) {
      Gauge.builder(LAG, () -> group.lag().getOrDefault(topic, 0L))
          .tags("group", group.group(), TOPIC, topic)
          .register(registry);
    }
  }
}
