package io.palimpsest.erasure.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Requests;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Measures erasures under way: for how long the slowest has been, and how many cannot end. */
@ApplicationScoped
class UnderWayWatch {
  private final Requests requests;
  private final DeadlineSettings settings;
  private final Clock clock;
  private final AtomicLong seconds;
  private final AtomicLong stopped;

  UnderWayWatch(Requests requests, DeadlineSettings settings, Clock clock, MeterRegistry meters) {
    this.requests = requests;
    this.settings = settings;
    this.clock = clock;
    this.seconds = meters.gauge(Metrics.UNDER_WAY, new AtomicLong());
    this.stopped = meters.gauge(Metrics.STOPPED, new AtomicLong());
  }

  @Scheduled(
      every = "{palimpsest.erasure.deadline.under-way-watch}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    Instant now = clock.instant();
    List<ErasureRequest> underWay =
        requests.underWay(settings.page()).stream()
            .map(requests::find)
            .flatMap(Optional::stream)
            .toList();
    stopped.set(underWay.stream().filter(ErasureRequest::stopped).count());
    seconds.set(
        underWay.stream()
            .map(ErasureRequest::approvedAt)
            .flatMap(approved -> Optional.ofNullable(approved).stream())
            .mapToLong(approved -> Duration.between(approved, now).toSeconds())
            .max()
            .orElse(0));
  }
}
