package io.palimpsest.erasure.phase;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.model.Approval;
import io.palimpsest.erasure.model.Draft;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.erasure.model.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** People consent to a plan, refuse it, or take the demand back. Planning and transitions, pure. */
public final class Consent {
  private Consent() {}

  /** Asks whoever has to consent, and goes on to the fence when enough have. */
  static Step next(ErasureRequest request, Situation situation, ApprovalPolicy approvals) {
    if (!approvals.satisfied(request)) {
      return request.state() instanceof State.Planned
          ? new Step.AskApproval()
          : new Step.Await(Step.Awaited.APPROVAL, null);
    }
    return situation.unlessHeld(new Step.IntendFence());
  }

  /** People have to consent. */
  public static ErasureRequest askedApproval(ErasureRequest request, Instant now) {
    return Draft.of(request, now)
        .to(new State.AwaitingApproval())
        .journal("approval.asked", "")
        .done();
  }

  /** Somebody consented. A second consent of the same person to the same plan changes nothing. */
  public static ErasureRequest approved(
      ErasureRequest request, Approval approval, String byDigest, Instant now) {
    boolean known =
        request.approvals().stream()
            .anyMatch(a -> a.by().equals(approval.by()) && a.digest().equals(approval.digest()));
    if (known) {
      return request;
    }
    List<Approval> approvals = new ArrayList<>(request.approvals());
    approvals.add(approval);
    return Draft.of(request, now)
        .approvals(approvals)
        .journal("approved", "")
        .say(
            EntryType.APPROVED,
            entry ->
                entry
                    .with(AuditField.ACTOR, byDigest)
                    .with(AuditField.PLAN, request.identity().key().plan(approval.digest())))
        .done();
  }

  /**
   * An approver refused. The log has the reason's code; with a reason in words it says {@code
   * refused} and has a keyed digest of them, without it says {@code rejected}.
   *
   * @param by digest of who it was, under the request's key
   */
  public static ErasureRequest refused(
      ErasureRequest request, State.Rejected refusal, String by, Instant now) {
    return Draft.of(request, now)
        .to(refusal)
        .journal("refused", refusal.problem())
        .say(
            refusal.words() == null ? EntryType.REJECTED : EntryType.REFUSED,
            entry ->
                written(entry, request, refusal)
                    .with(AuditField.ACTOR, by)
                    .with(AuditField.REASON, refusal.problem()))
        .nameless()
        .done();
  }

  private static Statement written(
      Statement entry, ErasureRequest request, State.Rejected refusal) {
    String words = refusal.words();
    return words == null
        ? entry
        : entry.with(AuditField.EVIDENCE, request.identity().key().words(words));
  }

  /**
   * A refusal was appealed: the request is where it was before anybody looked at it, and planned
   * anew. Its deadline goes on.
   *
   * @param ids the scope, named again: its names went with the refusal
   * @param keyId who appealed, and counts as who asked from now on
   * @param right in which right
   */
  public static ErasureRequest appealed(
      ErasureRequest request, List<String> ids, String keyId, Standing right, Instant now) {
    return Draft.of(request, now)
        .named(ids, keyId, right)
        .to(new State.Received())
        .journal("appealed", "")
        .say(
            EntryType.APPEALED,
            entry ->
                entry
                    .with(AuditField.SCOPE_TYPE, request.demand().type())
                    .with(AuditField.SCOPE, request.identity().scope())
                    .with(AuditField.ACTOR, request.identity().key().actor(keyId))
                    .with(AuditField.DEADLINE, request.dueAt()))
        .done();
  }

  /**
   * Taken back. Only before the intent to fence.
   *
   * @param by digest of who it was, under the request's key
   */
  public static ErasureRequest cancelled(ErasureRequest request, String by, Instant now) {
    return Draft.of(request, now)
        .to(new State.Cancelled())
        .journal("cancelled", "")
        .say(EntryType.CANCELLED, entry -> entry.with(AuditField.ACTOR, by))
        .nameless()
        .done();
  }
}
