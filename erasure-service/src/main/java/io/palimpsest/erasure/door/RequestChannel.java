package io.palimpsest.erasure.door;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.palimpsest.erasure.broker.DemandTopic;
import io.palimpsest.erasure.broker.ParkedRequests;
import io.palimpsest.erasure.watch.Metrics;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door for events. What is refused is parked with its reason, and the partition goes on; what
 * is done with is deleted from the topic.
 */
@ApplicationScoped
class RequestChannel {
  private static final Logger LOG = LoggerFactory.getLogger(RequestChannel.class);

  private final DemandJudge judge;
  private final ParkedRequests parked;
  private final DemandTopic demands;

  RequestChannel(DemandJudge judge, ParkedRequests parked, DemandTopic demands) {
    this.judge = judge;
    this.parked = parked;
    this.demands = demands;
  }

  void onStart(@Observes StartupEvent event, MeterRegistry meters) {
    Gauge.builder(Metrics.PARKED, parked::count).register(meters);
  }

  @Incoming("erasure-requests")
  @Blocking
  @Retry(maxRetries = -1, delay = 500, maxDuration = 0)
  void onRecord(ConsumerRecord<String, byte[]> record) {
    if (record.value() != null) {
      judge.refusal(record).ifPresent(reason -> parked.park(record, reason));
    }
  }

  /** What is parked is not copied: from the oldest such record on everything stays. */
  @Scheduled(
      every = "{palimpsest.erasure.saga.truncate-demands}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void truncate() {
    try {
      demands.truncate(parked::oldestDemands);
    } catch (RuntimeException e) {
      LOG.warn("demands that are done with were not deleted; tried again", e);
    }
  }
}
