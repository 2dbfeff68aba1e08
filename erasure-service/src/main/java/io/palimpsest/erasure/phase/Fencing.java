package io.palimpsest.erasure.phase;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.erasure.model.Draft;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.State;
import java.time.Instant;

/**
 * Fence and drain: from the point of no return to the moment after which no write can land any
 * more. Transitions, pure.
 */
public final class Fencing {
  private static final long FENCE_INTENT = 0;
  private static final String FENCED = "fenced";

  private Fencing() {}

  /**
   * Drains. Whoever goes on with a fence of before, after a crash, asks anew, and hears nothing of
   * writers whose tombstones came in between.
   */
  static Step next(ErasureRequest request, State.Fenced fenced, Situation situation) {
    boolean late =
        request.journal().stream()
            .filter(line -> line.what().equals(FENCED))
            .anyMatch(line -> situation.now().isAfter(line.at().plus(situation.grace())));
    return new Step.Drain(fenced.sequence(), late);
  }

  /** The point of no return. */
  public static ErasureRequest intended(ErasureRequest request, int approvers, Instant now) {
    return Draft.of(request, now)
        .approvedNow()
        .to(new State.Fencing())
        .journal("fence.intended", "approvers=" + approvers)
        .say(
            EntryType.INTENT,
            entry ->
                entry
                    .with(AuditField.METHOD, "fence")
                    .with(AuditField.INTENT, FENCE_INTENT)
                    .with(AuditField.APPROVALS, approvers))
        .done();
  }

  /** The fence is acknowledged. */
  public static ErasureRequest fenced(ErasureRequest request, long sequence, Instant now) {
    return Draft.of(request, now)
        .to(new State.Fenced(sequence))
        .fence(sequence)
        .journal(FENCED, "sequence=" + sequence)
        .say(
            EntryType.FENCED,
            entry -> entry.with(AuditField.INTENT, FENCE_INTENT).with(AuditField.FENCE, sequence))
        .done();
  }

  /** Nothing admitted before the fence can land any more. */
  public static ErasureRequest drained(
      ErasureRequest request, int observed, int evicted, Instant now) {
    Draft draft =
        Draft.of(request, now)
            .to(new State.Drained())
            .owingSecondDelete(evicted > 0)
            .journal("drained", "evicted=" + evicted);
    if (evicted > 0) {
      draft.say(EntryType.WRITER_EVICTED, entry -> entry.with(AuditField.WRITERS, evicted));
    }
    return draft.say(EntryType.DRAINED, entry -> entry.with(AuditField.WRITERS, observed)).done();
  }

  /** The drain came late: somebody may have been evicted whom it does not tell of. */
  public static ErasureRequest drainedLate(ErasureRequest drained, Instant now) {
    return Draft.of(drained, now).owingSecondDelete(true).journal("drained.late", "").done();
  }
}
