package io.palimpsest.reembed.erase;

import io.palimpsest.event.ErasureReceipt;
import io.palimpsest.event.ErasureTask;
import io.palimpsest.fencing.Admission;
import io.palimpsest.fencing.Work;
import io.palimpsest.fencing.Writer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out one task, whatever happens, to a receipt. */
final class TaskRunner {
  private static final Logger LOG = LoggerFactory.getLogger(TaskRunner.class);
  private final Writer writer;
  private final Duration patience;

  TaskRunner(Writer writer, Duration patience) {
    this.writer = writer;
    this.patience = patience;
  }

  ErasureReceipt run(Participant participant, ErasureTask task) throws InterruptedException {
    try {
      return receipt(task, act(participant, task)).build();
    } catch (RefusedTaskException e) {
      LOG.warn("task refused participant={} reason={}", participant.name(), e.getMessage());
      return failed(task, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.warn("task failed participant={} task={}", participant.name(), task.getTaskId(), e);
      return failed(task, "failed." + e.getClass().getSimpleName());
    }
  }

  private Finding act(Participant participant, ErasureTask task) throws InterruptedException {
    return switch (task.getAction()) {
      case COUNT -> participant.count(task);
      case ERASE -> erase(participant, task);
      case VERIFY -> participant.verify(task);
      case EXPORT, UNKNOWN -> throw new RefusedTaskException("action.unsupported");
    };
  }

  /** The works go by the task's own id: the scope's uids are refused to everybody by now. */
  private Finding erase(Participant participant, ErasureTask task) throws InterruptedException {
    awaitFence(task);
    return participant.erase(task, () -> admit(task.getTaskId()));
  }

  private Work admit(UUID task) throws InterruptedException {
    Admission admission = writer.admit(List.of(task));
    if (admission instanceof Admission.Unleased && writer.awaitLease(patience)) {
      admission = writer.admit(List.of(task));
    }
    if (admission instanceof Admission.Admitted(Work work)) {
      return work;
    }
    throw new RefusedTaskException("fence.no_lease");
  }

  private void awaitFence(ErasureTask task) throws InterruptedException {
    List<UUID> scope = List.of(ScopeFilters.scope(task).getUid());
    if (!writer.isFenced(scope) && (!writer.awaitLease(patience) || !writer.isFenced(scope))) {
      throw new RefusedTaskException("scope.not_fenced");
    }
  }

  private static ErasureReceipt.Builder receipt(ErasureTask task, Finding finding) {
    return ErasureReceipt.newBuilder()
        .setTaskId(task.getTaskId())
        .setParticipant(task.getParticipant())
        .setAttempt(task.getAttempt())
        .setAction(task.getAction())
        .setFound(finding.found())
        .setDeleted(finding.deleted())
        .setRemaining(finding.remaining())
        .setMethod(finding.method())
        .setEvidence(finding.evidence())
        .setResidual(List.of());
  }

  private static ErasureReceipt failed(ErasureTask task, String failure) {
    return receipt(task, new Finding(0, 0, 0, "none", "none")).setFailure(failure).build();
  }
}
