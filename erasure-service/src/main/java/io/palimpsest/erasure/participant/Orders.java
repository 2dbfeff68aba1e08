package io.palimpsest.erasure.participant;

import io.palimpsest.erasure.demand.Holds;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Outgoing;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.erasure.saga.Covers;
import io.palimpsest.event.ErasureTask;
import java.util.Optional;

/**
 * What of a journalled task is sent now. Holds and leave to come back are read here, after the
 * attempt was journalled and before each send, repeats included.
 */
final class Orders {
  private final Holds holds;
  private final Covers covers;

  Orders(Holds holds, Covers covers) {
    this.holds = holds;
    this.covers = covers;
  }

  /**
   * The task as it is sent. A task that was answered, or followed by another attempt, before this
   * could be sent needs no sending. One to delete is not sent under a hold: it expires, and is
   * tried again when the hold is gone.
   */
  Optional<ErasureTask> of(ErasureRequest request, Outgoing.Work work) {
    return request
        .task(work.task())
        .filter(task -> !task.done() && task.attempt() == work.attempt())
        .filter(task -> !(task.erases() && isHeld(request.planned())))
        .map(task -> message(request, task));
  }

  /** Deletes go by uid alone once somebody else may live under the names. */
  private ErasureTask message(ErasureRequest request, Task task) {
    Plan plan = request.planned();
    return WorkMessages.task(
        request, task.erases() && covers.isBack(request) ? plan.byUidAlone() : plan, task);
  }

  private boolean isHeld(Plan plan) {
    return holds.lieOn(plan.pathUids(), plan.uids());
  }
}
