package io.palimpsest.erasure.request;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.event.ErasureAction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The transitions of a request on its way from receipt to fence. Pure: each returns the request as
 * it shall be stored, with journal, log statements and events of the transition in it.
 */
public final class Course {
  private static final long FENCE_INTENT = 0;

  private Course() {}

  /** The scope is known and the plan is made. */
  public static ErasureRequest planned(ErasureRequest request, Plan plan, Instant now) {
    return Draft.of(request, now)
        .plan(plan)
        .to(new State.Planned())
        .journal("planned", "entities=" + plan.entities())
        .say(
            EntryType.PLANNED,
            entry ->
                entry
                    .with(AuditField.SCOPE_TYPE, plan.scope().type())
                    .with(AuditField.PLAN, plan.digest())
                    .with(
                        AuditField.NAMESPACES,
                        plan.namespaces().size() + plan.sharedNamespaces().size())
                    .with(AuditField.FOUND, plan.entities()))
        .done();
  }

  /** The registry knows no such scope: nothing is to be done, and the log says so. */
  public static ErasureRequest nothingFound(ErasureRequest request, Instant now) {
    return Confirmation.nothingFound(Draft.of(request, now).journal("nothing_found", ""), request);
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
                entry.with(AuditField.ACTOR, byDigest).with(AuditField.PLAN, approval.digest()))
        .done();
  }

  /** An approver refused. */
  public static ErasureRequest rejected(ErasureRequest request, String problem, Instant now) {
    return Draft.of(request, now)
        .to(new State.Rejected(problem))
        .journal("rejected", problem)
        .say(EntryType.REJECTED, entry -> entry.with(AuditField.REASON, problem))
        .nameless()
        .done();
  }

  /** Taken back. Only before the intent to fence. */
  public static ErasureRequest cancelled(ErasureRequest request, Instant now) {
    return Draft.of(request, now)
        .to(new State.Cancelled())
        .journal("cancelled", "")
        .say(EntryType.CANCELLED, entry -> entry)
        .nameless()
        .done();
  }

  /** The legal deadline is extended by two months. */
  public static ErasureRequest extended(ErasureRequest request, String reason, Instant now) {
    Instant due = LegalDeadline.extended(request.demand().receivedAt());
    return Draft.of(request, now)
        .due(due)
        .journal("extended", reason)
        .say(
            EntryType.DEADLINE_EXTENDED,
            entry -> entry.with(AuditField.REASON, reason).with(AuditField.DEADLINE, due))
        .done();
  }

  /** Something for the journal alone. */
  public static ErasureRequest remarked(
      ErasureRequest request, String what, String detail, Instant now) {
    return Draft.of(request, now).journal(what, detail).done();
  }

  /** A legal deadline is near or has passed. */
  public static ErasureRequest alarmed(ErasureRequest request, Alarm alarm, Instant now) {
    Draft draft = Draft.of(request, now).journal(alarm.code(), request.dueAt().toString());
    if (alarm == Alarm.BREACHED) {
      draft.say(
          EntryType.DEADLINE_BREACHED, entry -> entry.with(AuditField.DEADLINE, request.dueAt()));
    }
    return draft.done();
  }

  /** Something around the request changed that the log has to know, such as a hold. */
  public static ErasureRequest noted(
      ErasureRequest request, EntryType type, String basis, Instant now) {
    return Draft.of(request, now)
        .journal(type.wireName(), basis)
        .say(type, entry -> entry.with(AuditField.REASON, basis))
        .done();
  }

  /** Another request does the work. */
  public static ErasureRequest attached(ErasureRequest request, Cover cover, Instant now) {
    return Draft.of(request, now)
        .to(new State.Attached(cover.id()))
        .journal("attached", cover.ref())
        .say(EntryType.ATTACHED, entry -> entry.with(AuditField.ATTACHED_TO, cover.ref()))
        .done();
  }

  /** The other request ended without doing the work, or did not do all of it: plan anew. */
  public static ErasureRequest detached(ErasureRequest request, Instant now) {
    return Draft.of(request, now)
        .to(new State.Received())
        .forgetTasks()
        .journal("detached", "")
        .done();
  }

  /** The other request is done: this one makes its own check. */
  public static ErasureRequest checkingAfterCover(ErasureRequest request, Instant now) {
    return Draft.of(request, now)
        .to(new State.Verifying(1))
        .journal("verify.intended", "round=1")
        .open(Verification.verifiers(request.planned()), ErasureAction.VERIFY, 1)
        .done();
  }

  /** The point of no return. */
  public static ErasureRequest fenceIntended(ErasureRequest request, int approvers, Instant now) {
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
        .journal("fenced", "sequence=" + sequence)
        .say(
            EntryType.FENCED,
            entry -> entry.with(AuditField.INTENT, FENCE_INTENT).with(AuditField.FENCE, sequence))
        .done();
  }

  /** Nothing admitted before the fence can land any more. */
  public static ErasureRequest drained(
      ErasureRequest request, int observed, int evicted, Instant now) {
    Draft draft =
        Draft.of(request, now).to(new State.Drained()).journal("drained", "evicted=" + evicted);
    if (evicted > 0) {
      draft.say(EntryType.WRITER_EVICTED, entry -> entry.with(AuditField.WRITERS, evicted));
    }
    return draft.say(EntryType.DRAINED, entry -> entry.with(AuditField.WRITERS, observed)).done();
  }

  /**
   * The request that another one leaves its work to.
   *
   * @param id its id
   * @param ref its reference
   */
  public record Cover(UUID id, String ref) {}
}
