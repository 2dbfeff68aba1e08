package io.palimpsest.reembed.erase;

import io.palimpsest.event.ErasureReceipt;
import io.palimpsest.event.ErasureTask;
import io.palimpsest.fencing.ErasureAdmission;
import io.palimpsest.fencing.TaskGate;
import io.palimpsest.fencing.TaskListener;
import io.palimpsest.fencing.TaskVerdict;
import io.palimpsest.fencing.Warrant;
import io.palimpsest.fencing.Work;
import io.palimpsest.fencing.Writer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out one task, whatever happens, to a receipt. */
final class TaskRunner {
  private static final Logger LOG = LoggerFactory.getLogger(TaskRunner.class);
  private final Writer writer;
  private final Duration patience;
  private final TaskListener listener;
  private final InstantSource clock;

  TaskRunner(Writer writer, Duration patience, TaskListener listener, InstantSource clock) {
    this.writer = writer;
    this.patience = patience;
    this.listener = listener;
    this.clock = clock;
  }

  /** The receipt, or empty when the task's time was over before it was done. */
  Optional<ErasureReceipt> run(Participant participant, ErasureTask task)
      throws InterruptedException {
    try {
      return Optional.of(receipt(task, act(participant, task)).build());
    } catch (ExpiredTaskException e) {
      listener.judged(participant.name(), TaskVerdict.EXPIRED);
      return Optional.empty();
    } catch (RefusedTaskException e) {
      LOG.warn("task refused participant={} reason={}", participant.name(), e.getMessage());
      return Optional.of(failed(task, String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      LOG.warn("task failed participant={} task={}", participant.name(), task.getTaskId(), e);
      return Optional.of(failed(task, "failed." + e.getClass().getSimpleName()));
    }
  }

  private Account act(Participant participant, ErasureTask task) throws InterruptedException {
    return switch (task.getAction()) {
      case COUNT -> participant.count(task);
      case ERASE -> erase(participant, task);
      case VERIFY -> participant.verify(task);
      case EXPORT, UNKNOWN -> throw new RefusedTaskException("action.unsupported");
    };
  }

  private Account erase(Participant participant, ErasureTask task) throws InterruptedException {
    Warrant warrant = TaskGate.warrant(task);
    if (!writer.awaitFences(warrant.fence(), patience)) {
      throw new RefusedTaskException("fence.behind");
    }
    return participant.erase(task, () -> admit(participant, warrant));
  }

  private Work admit(Participant participant, Warrant warrant) throws InterruptedException {
    ErasureAdmission admission = writer.admit(warrant);
    if (admission instanceof ErasureAdmission.Unleased && writer.awaitLease(patience)) {
      admission = writer.admit(warrant);
    }
    return switch (admission) {
      case ErasureAdmission.Admitted(Work work) -> work;
      case ErasureAdmission.Expired expired -> throw new ExpiredTaskException();
      case ErasureAdmission.Unfenced unfenced -> {
        listener.judged(participant.name(), TaskVerdict.UNFENCED);
        throw new RefusedTaskException("scope.not_fenced");
      }
      case ErasureAdmission.Behind behind -> throw new RefusedTaskException("fence.behind");
      case ErasureAdmission.Unleased unleased -> throw new RefusedTaskException("fence.no_lease");
    };
  }

  private ErasureReceipt.Builder receipt(ErasureTask task, Account finding) {
    return ErasureReceipt.newBuilder()
        .setRequestRef(task.getRequestRef())
        .setOccurredAt(clock.instant())
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

  private ErasureReceipt failed(ErasureTask task, String failure) {
    return receipt(task, new Account(0, 0, 0, "none", "none")).setFailure(failure).build();
  }
}
