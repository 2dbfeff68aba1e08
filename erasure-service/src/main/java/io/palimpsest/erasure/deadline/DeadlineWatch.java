package io.palimpsest.erasure.deadline;

import io.palimpsest.erasure.request.Alarm;
import io.palimpsest.erasure.request.Course;
import io.palimpsest.erasure.request.ErasureRequest;
import io.palimpsest.erasure.request.Requests;
import io.palimpsest.erasure.saga.Ledger;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises the alarms of legal deadlines, in the log of the service, the journal and the audit log.
 */
@ApplicationScoped
class DeadlineWatch {
  private static final Logger LOG = LoggerFactory.getLogger(DeadlineWatch.class);

  private final Requests requests;
  private final Ledger ledger;
  private final DeadlineSettings settings;
  private final Clock clock;

  DeadlineWatch(Requests requests, Ledger ledger, DeadlineSettings settings, Clock clock) {
    this.requests = requests;
    this.ledger = ledger;
    this.settings = settings;
    this.clock = clock;
  }

  @Scheduled(
      every = "{palimpsest.erasure.deadline.watch}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    Instant now = clock.instant();
    List<UUID> near = requests.dueBefore(now.plus(Alarm.earliest()), settings.page());
    for (UUID id : near) {
      ledger.change(id, request -> alarmed(request, now));
    }
  }

  private static ErasureRequest alarmed(ErasureRequest request, Instant now) {
    return Alarm.due(request, now)
        .map(
            alarm -> {
              LOG.warn("legal deadline alarm={} request={}", alarm, request.ref());
              return Course.alarmed(request, alarm, now);
            })
        .orElse(request);
  }
}
