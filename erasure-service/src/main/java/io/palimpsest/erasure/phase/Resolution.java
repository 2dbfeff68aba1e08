package io.palimpsest.erasure.phase;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.erasure.model.Demand;
import io.palimpsest.erasure.model.Draft;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Identity;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.State;
import java.time.Instant;
import java.util.UUID;

/** From receipt to plan: the registry says what the scope is. Pure. */
public final class Resolution {
  private Resolution() {}

  /** A new request, as a door accepts it. */
  public static ErasureRequest received(
      UUID id, String ref, Identity identity, Demand demand, Instant now) {
    ErasureRequest blank =
        ErasureRequest.blank(id, ref, identity, demand, LegalDeadline.of(demand.receivedAt()), now);
    return Draft.of(blank, now)
        .journal("received", demand.type().name())
        .announced()
        .say(
            EntryType.REQUEST_RECEIVED,
            entry ->
                entry
                    .with(AuditField.SCOPE_TYPE, demand.type())
                    .with(AuditField.SCOPE, identity.scope())
                    .with(AuditField.ACTOR, identity.actor())
                    .with(AuditField.REASON, demand.reason())
                    .with(AuditField.RECEIVED_AT, demand.receivedAt())
                    .with(AuditField.DEADLINE, blank.dueAt()))
        .done();
  }

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
                    .with(AuditField.PLAN, request.identity().key().plan(plan.digest()))
                    .with(
                        AuditField.NAMESPACES,
                        plan.namespaces().size() + plan.sharedNamespaces().size())
                    .with(AuditField.FOUND, plan.entities()))
        .done();
  }
}
