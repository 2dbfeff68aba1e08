package io.palimpsest.ingest.inbox;

import io.palimpsest.fencing.Work;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.Seen;
import io.palimpsest.ingest.inbox.ParkedSubmission.Claim;
import io.palimpsest.ingest.inbox.ScopeMemory.Standing;
import io.palimpsest.ingest.metric.IngestMetrics;
import io.palimpsest.ingest.vault.Vault;
import io.palimpsest.ingest.write.Gate;
import io.palimpsest.ingest.write.GuardedWork;
import io.palimpsest.ingest.write.Refusals;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
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
  private final Gate gate;
  private final IngestMetrics metrics;
  private final InstantSource clock;

  Parking(
      Submissions submissions,
      ScopeMemory memory,
      GuardedWork guarded,
      Gate gate,
      IngestMetrics metrics,
      InstantSource clock) {
    this.submissions = submissions;
    this.memory = memory;
    this.guarded = guarded;
    this.gate = gate;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Whether the refusal passes by itself, so that the record is to be tried again. */
  static boolean passes(Refusal refusal) {
    return refusal.status() == UNAVAILABLE || refusal.code().equals("tenant.not_announced");
  }

  /**
   * Parks the record, or counts it when it belongs to an erased scope. Durable on return. What is
   * known of its scopes is read within the work that parks it: an erasure that begins meanwhile
   * waits for it, and finds what it parked.
   */
  void settle(InboxRecord submitted, UUID eventId, @Nullable Claim claim, Refusal refusal) {
    boolean parked =
        refusal.status() != GONE
            && guarded.run(
                List.of(Vault.SYSTEM), work -> park(submitted, eventId, claim, refusal, work));
    metrics.inbox(submitted.place().topic().topicName(), outcome(parked, refusal));
    if (parked) {
      LOG.warnf("submission parked event=%s reason=%s", eventId, refusal.code());
    }
  }

  private static String outcome(boolean parked, Refusal refusal) {
    if (parked) {
      return "parked";
    }
    return refusal.equals(Refusals.SUPPRESSED) ? "suppressed" : "erased";
  }

  private boolean park(
      InboxRecord submitted, UUID eventId, @Nullable Claim claim, Refusal refusal, Work work) {
    Standing standing =
        claim == null
            ? new Standing(false, List.of(), Seen.NOTHING)
            : memory.standing(submitted.place(), claim);
    if (standing.erased() || gate.isFenced(standing.uids())) {
      return false;
    }
    submissions.park(
        new ParkedSubmission(
            eventId,
            submitted.place(),
            refusal,
            claim,
            standing.uids(),
            Optional.of(submitted.value()),
            standing.seen(),
            clock.instant()),
        work);
    return true;
  }
}
