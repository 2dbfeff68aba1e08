package io.palimpsest.erasure.participant;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Outgoing;
import io.palimpsest.erasure.model.Receipt;
import io.palimpsest.erasure.model.Residual;
import io.palimpsest.erasure.model.State;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.event.ErasureStatusChanged;
import io.palimpsest.event.ParticipantCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** States of requests as events. Pure. */
public final class StatusMessages {
  private StatusMessages() {}

  /** The event of a state that a request reached. */
  public static ErasureStatusChanged event(ErasureRequest request, Outgoing.Status status) {
    return ErasureStatusChanged.newBuilder()
        .setRequestId(request.id())
        .setRequestRef(request.ref())
        .setState(status.state())
        .setFlags(request.flags())
        .setCounts(counts(request))
        .setProblem(problem(request))
        .setDeadline(request.dueAt())
        .setResiduals(residuals(request))
        .setLogIndex(status.logIndex())
        .setCertificate(
            status.logIndex() == null ? null : "/erasures/" + request.id() + "/certificate")
        .setOccurredAt(status.at())
        .build();
  }

  /** Newest counts of each participant, by name. */
  public static List<ParticipantCount> counts(ErasureRequest request) {
    Map<String, ParticipantCount> counts = new TreeMap<>();
    for (Task task : request.tasks()) {
      Receipt receipt = task.receipt();
      if (receipt != null) {
        counts.merge(task.participant(), count(task, receipt), StatusMessages::newer);
      }
    }
    return new ArrayList<>(counts.values());
  }

  /** What is left and was not checked to be gone yet. */
  private static List<io.palimpsest.event.Residual> residuals(ErasureRequest request) {
    return request.residuals().stream()
        .filter(Residual::open)
        .map(left -> new io.palimpsest.event.Residual(left.what(), left.until()))
        .toList();
  }

  private static ParticipantCount count(Task task, Receipt receipt) {
    return new ParticipantCount(
        task.participant(), receipt.found(), receipt.deleted(), receipt.remaining());
  }

  private static ParticipantCount newer(ParticipantCount before, ParticipantCount after) {
    return new ParticipantCount(
        before.getParticipant(),
        Math.max(before.getFound(), after.getFound()),
        before.getDeleted() + after.getDeleted(),
        after.getRemaining());
  }

  private static @Nullable String problem(ErasureRequest request) {
    return request.state() instanceof State.Rejected rejected ? rejected.problem() : null;
  }
}
