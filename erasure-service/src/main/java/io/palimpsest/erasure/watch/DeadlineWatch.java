package io.palimpsest.erasure.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Requests;
import io.palimpsest.erasure.phase.Alarm;
import io.palimpsest.erasure.phase.Notes;
import io.palimpsest.erasure.saga.Ledger;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises the alarms of legal deadlines, in the log of the service, the journal and the audit log,
 * and counts the requests that are near theirs.
 */
@ApplicationScoped
class DeadlineWatch {
  private static final Logger LOG = LoggerFactory.getLogger(DeadlineWatch.class);

  private final Requests requests;
  private final Ledger ledger;
  private final DeadlineSettings settings;
  private final Clock clock;
  private final Map<Alarm, AtomicInteger> near = new EnumMap<>(Alarm.class);

  DeadlineWatch(
      Requests requests,
      Ledger ledger,
      DeadlineSettings settings,
      Clock clock,
      MeterRegistry meters) {
    this.requests = requests;
    this.ledger = ledger;
    this.settings = settings;
    this.clock = clock;
    for (Alarm alarm : Alarm.values()) {
      Tags tag = Tags.of("alarm", alarm.name().toLowerCase(Locale.ROOT));
      near.put(alarm, meters.gauge(Metrics.NEAR_DEADLINE, tag, new AtomicInteger()));
    }
  }

  @Scheduled(
      every = "{palimpsest.erasure.deadline.watch}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    Instant now = clock.instant();
    near.forEach((alarm, count) -> count.set(due(alarm.left(), now).size()));
    for (UUID id : due(Alarm.earliest(), now)) {
      ledger.change(id, request -> alarmed(request, now));
    }
  }

  private List<UUID> due(Duration left, Instant now) {
    return requests.dueBefore(now.plus(left), settings.page());
  }

  private static ErasureRequest alarmed(ErasureRequest request, Instant now) {
    return Alarm.due(request, now)
        .map(
            alarm -> {
              LOG.warn("legal deadline alarm={} request={}", alarm, request.ref());
              return Notes.alarmed(request, alarm, now);
            })
        .orElse(request);
  }
}
