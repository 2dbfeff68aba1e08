package io.palimpsest.erasure.deadline;

import io.micrometer.core.instrument.MeterRegistry;
import io.palimpsest.erasure.health.Metrics;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Requests;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Measures for how long the slowest erasure has been under way, while it still is. */
@ApplicationScoped
class UnderWayWatch {
  private final Requests requests;
  private final DeadlineSettings settings;
  private final Clock clock;
  private final AtomicLong seconds;

  UnderWayWatch(Requests requests, DeadlineSettings settings, Clock clock, MeterRegistry meters) {
    this.requests = requests;
    this.settings = settings;
    this.clock = clock;
    this.seconds = meters.gauge(Metrics.UNDER_WAY, new AtomicLong());
  }

  @Scheduled(
      every = "{palimpsest.erasure.deadline.under-way-watch}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    Instant now = clock.instant();
    seconds.set(
        requests.underWay(settings.page()).stream()
            .map(requests::find)
            .flatMap(Optional::stream)
            .map(ErasureRequest::approvedAt)
            .flatMap(approved -> Optional.ofNullable(approved).stream())
            .mapToLong(approved -> Duration.between(approved, now).toSeconds())
            .max()
            .orElse(0));
  }
}
