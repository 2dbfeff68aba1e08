package io.palimpsest.erasure.door;

import io.palimpsest.erasure.demand.Holds;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Inventory;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.State;
import io.palimpsest.erasure.participant.StatusMessages;
import io.palimpsest.erasure.phase.ApprovalPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes views of requests. */
@ApplicationScoped
class Views {
  private final ApprovalPolicy approvals;
  private final Holds holds;

  Views(ApprovalPolicy approvals, Holds holds) {
    this.approvals = approvals;
    this.holds = holds;
  }

  ErasureView of(ErasureRequest request) {
    Plan plan = request.plan();
    @Nullable Long logIndex = logIndex(request).orElse(null);
    return new ErasureView(
        request.id(),
        request.ref(),
        request.state().announced(),
        request.ended(),
        flags(request),
        request.doubts().stream().map(Inventory.Doubt::code).toList(),
        new ErasureView.ScopeView(
            request.demand().type(),
            request.demand().ids(),
            plan == null ? null : plan.scope().uid()),
        request.demand().reason(),
        request.demand().externalReference(),
        request.demand().options().dryRun(),
        request.demand().options().suppress(),
        plan == null ? null : plan(request, plan),
        counts(request),
        request.demand().receivedAt(),
        request.createdAt(),
        request.dueAt(),
        request.endedAt(),
        request.state() instanceof State.Rejected rejected ? rejected.problem() : null,
        request.state() instanceof State.Rejected rejected ? rejected.words() : null,
        attachedTo(request.state()),
        logIndex,
        logIndex == null ? null : ErasureView.path(request) + "/certificate",
        ErasureView.ResidualView.of(request),
        request.journal());
  }

  /** Index of the confirmation, once it is in the log. */
  Optional<Long> logIndex(ErasureRequest request) {
    OptionalLong index = request.state().confirmation();
    return index.isPresent() ? Optional.of(index.getAsLong()) : Optional.empty();
  }

  private ErasureView.PlanView plan(ErasureRequest request, Plan plan) {
    return new ErasureView.PlanView(
        plan.digest(),
        plan.participants().stream().map(Plan.Participation::name).toList(),
        plan.namespaces(),
        plan.sharedNamespaces(),
        plan.entities(),
        approvals.required(request),
        approvals.approvers(request).size());
  }

  private List<String> flags(ErasureRequest request) {
    List<String> flags = new ArrayList<>(request.flags());
    Plan plan = request.plan();
    if (plan != null && !request.ended() && holds.lieOn(plan.pathUids(), plan.uids())) {
      flags.add("HELD");
    }
    return flags;
  }

  private static List<ErasureView.CountView> counts(ErasureRequest request) {
    return StatusMessages.counts(request).stream()
        .map(
            count ->
                new ErasureView.CountView(
                    count.getParticipant(),
                    count.getFound(),
                    count.getDeleted(),
                    count.getRemaining()))
        .toList();
  }

  private static @Nullable UUID attachedTo(State state) {
    return state instanceof State.Attached attached ? attached.to() : null;
  }
}
