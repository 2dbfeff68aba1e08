package io.palimpsest.reembed.repair;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.palimpsest.event.CoverageMeasured;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.reembed.index.Announcer;
import io.palimpsest.topic.Topic;
import java.time.Clock;
import java.util.UUID;

/** Publishes {@code CoverageMeasured}, and returns when the broker has it. Thread-safe. */
public final class CoverageNews implements Coverage {
  private final EventPublisher publisher;
  private final Clock clock;

  /**
   * @param publisher to the broker
   * @param clock tells when
   */
  public CoverageNews(EventPublisher publisher, Clock clock) {
    this.publisher = publisher;
    this.clock = clock;
  }

  @Override
  public void measured(Measure measure) {
    UUID tenant = measure.uids().getLast();
    CoverageMeasured.Builder event =
        CoverageMeasured.newBuilder()
            .setEventId(id(measure))
            .setUid(tenant)
            .setTarget(measure.target())
            .setJobId(measure.job().toString())
            .setExpected(measure.expected())
            .setDrifted(measure.drifted())
            .setPercent(measure.percent())
            .setOccurredAt(clock.instant())
            .setProducer(Announcer.PRODUCER);
    if (measure.uids().size() > 1) {
      event.setParentUid(measure.uids().getFirst());
    }
    publisher.publish(Topic.COVERAGE, tenant.toString(), event.build()).join();
  }

  /** One reconcile says one thing of a namespace, however often. */
  private static UUID id(Measure measure) {
    String name = "%s %s %s".formatted(measure.job(), measure.uids().getLast(), measure.target());
    return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
  }
}
