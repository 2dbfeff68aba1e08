package io.palimpsest.erasure.participant;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.Receipt;
import io.palimpsest.erasure.model.Scope;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.event.ErasureReceipt;
import io.palimpsest.event.ErasureTask;
import io.palimpsest.event.ScopeRef;
import java.util.List;

/** Tasks and receipts as records of their topics. Pure. */
public final class WorkMessages {
  private WorkMessages() {}

  /**
   * The record of a task, in the attempt under way.
   *
   * @param plan where to look and delete
   */
  public static ErasureTask task(ErasureRequest request, Plan plan, Task task) {
    return ErasureTask.newBuilder()
        .setRequestRef(request.ref())
        .setOccurredAt(task.sentAt())
        .setTaskId(task.id())
        .setParticipant(task.participant())
        .setAttempt(task.attempt())
        .setAction(task.action())
        .setScopePath(plan.path().stream().map(WorkMessages::ref).toList())
        .setUids(plan.uids())
        .setNamespaces(plan.namespaces())
        .setSharedNamespaces(plan.sharedNamespaces())
        .setFenceSequence(task.erases() ? request.fence() : null)
        .setSuppressedIds(suppressed(request))
        .setExpiresAt(task.expiresAt())
        .build();
  }

  /**
   * Ids to be suppressed; none once the names are gone: whoever has to know them knows them then.
   */
  private static List<String> suppressed(ErasureRequest request) {
    return request.demand().options().suppress() ? request.demand().ids() : List.of();
  }

  /** A receipt as the saga keeps it. */
  public static Receipt receipt(ErasureReceipt receipt) {
    return new Receipt(
        receipt.getAttempt(),
        receipt.getFound(),
        receipt.getDeleted(),
        receipt.getRemaining(),
        receipt.getMethod(),
        receipt.getEvidence(),
        receipt.getResidual().stream()
            .map(residual -> new Receipt.Residual(residual.getWhat(), residual.getUntil()))
            .toList(),
        receipt.getFailure());
  }

  private static ScopeRef ref(Scope scope) {
    return ScopeRef.newBuilder()
        .setType(scope.type())
        .setId(scope.id())
        .setUid(scope.uid())
        .build();
  }
}
