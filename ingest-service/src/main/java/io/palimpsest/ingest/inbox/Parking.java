package io.palimpsest.ingest.inbox;

import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.ingest.metric.IngestMetrics;
import io.palimpsest.ingest.scope.ScopeMemory;
import io.palimpsest.ingest.submission.ParkedSubmission;
import io.palimpsest.ingest.submission.ParkedSubmission.Claim;
import io.palimpsest.ingest.submission.Submissions;
import io.palimpsest.ingest.write.GuardedWork;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sets refused records aside. What belongs to an erased scope is counted and let go: parking it
 * would bring its content back.
 */
@Singleton
final class Parking {
  private static final Logger LOG = Logger.getLogger(Parking.class);
  private static final int GONE = 410;
  private static final int UNAVAILABLE = 503;

  private final Submissions submissions;
  private final ScopeMemory memory;
  private final GuardedWork guarded;
  private final IngestMetrics metrics;
  private final InstantSource clock;

  Parking(
      Submissions submissions,
      ScopeMemory memory,
      GuardedWork guarded,
      IngestMetrics metrics,
      InstantSource clock) {
    this.submissions = submissions;
    this.memory = memory;
    this.guarded = guarded;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Whether the refusal passes by itself, so that the record is to be tried again. */
  static boolean passes(Refusal refusal) {
    return refusal.status() == UNAVAILABLE || refusal.code().equals("tenant.not_announced");
  }

  /** Parks the record, or counts it when it belongs to an erased scope. Durable on return. */
  void settle(InboxRecord submitted, UUID eventId, @Nullable Claim claim, Refusal refusal) {
    String topic = submitted.place().topic().topicName();
    if (refusal.status() == GONE || (claim != null && erased(submitted, claim))) {
      metrics.inbox(topic, "erased");
      return;
    }
    List<UUID> uids = claim == null ? List.of() : memory.liveUids(submitted.place().topic(), claim);
    ParkedSubmission parked =
        new ParkedSubmission(
            eventId, submitted.place(), refusal, claim, uids, submitted.value(), clock.instant());
    try {
      write(parked);
      metrics.inbox(topic, "parked");
      LOG.warnf("submission parked event=%s reason=%s", eventId, refusal.code());
    } catch (RefusedException fenced) {
      if (passes(fenced.refusal())) {
        throw fenced;
      }
      metrics.inbox(topic, "erased");
    }
  }

  private void write(ParkedSubmission parked) {
    if (parked.uids().isEmpty()) {
      submissions.park(parked);
      return;
    }
    guarded.run(
        parked.uids(),
        () -> {
          submissions.park(parked);
          return parked.id();
        });
  }

  private boolean erased(InboxRecord submitted, Claim claim) {
    return memory.isErased(submitted.place().topic(), claim);
  }
}
