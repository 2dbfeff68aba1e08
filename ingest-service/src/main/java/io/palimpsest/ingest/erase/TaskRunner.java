package io.palimpsest.ingest.erase;

import io.palimpsest.event.ErasureReceipt;
import io.palimpsest.event.ErasureTask;
import io.palimpsest.fencing.Admission;
import io.palimpsest.fencing.Work;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.ingest.metric.IngestMetrics;
import io.palimpsest.ingest.write.Gate;
import io.palimpsest.ingest.write.Refusals;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Does a task and says what came of it. */
@Singleton
final class TaskRunner {
  private final Map<String, Participant> participants;
  private final IngestMetrics metrics;
  private final Gate gate;

  TaskRunner(
      DocumentsParticipant documents,
      ContentParticipant content,
      KeysParticipant keys,
      SubmissionsParticipant submissions,
      RegistryParticipant registry,
      IngestMetrics metrics,
      Gate gate) {
    this.gate = gate;
    this.participants =
        List.of(documents, content, keys, submissions, registry).stream()
            .map(Participant.class::cast)
            .collect(Collectors.toMap(Participant::name, Function.identity()));
    this.metrics = metrics;
  }

  /** How many records of a scope all participants of this service hold. */
  long count(Target target) {
    return participants.values().stream().mapToLong(each -> each.count(target)).sum();
  }

  /** The receipt of a task, or empty when it is for somebody else. Throws when a store is down. */
  Optional<ErasureReceipt> run(ErasureTask task, String requestRef) {
    Participant participant = participants.get(task.getParticipant());
    if (participant == null) {
      return Optional.empty();
    }
    Target target = Target.of(task);
    metrics.erasureTask(participant.name(), task.getAction().name());
    return Optional.of(
        switch (task.getAction()) {
          case COUNT -> counted(task, participant.count(target));
          case ERASE -> erase(task, participant, target, requestRef);
          case VERIFY -> verified(task, participant.count(target));
          case EXPORT, UNKNOWN ->
              receipt(task)
                  .setMethod("none")
                  .setEvidence("none")
                  .setFailure("action.unknown")
                  .build();
        });
  }

  private ErasureReceipt erase(
      ErasureTask task, Participant participant, Target target, String requestRef) {
    long deleted = participant.erase(target, requestRef, () -> admit(task.getTaskId()));
    long remaining = participant.count(target);
    return receipt(task)
        .setFound(deleted + remaining)
        .setDeleted(deleted)
        .setRemaining(remaining)
        .setMethod(participant.method())
        .setEvidence("count:" + remaining)
        .build();
  }

  /** The works go by the task's own id: the scope's uids are refused to everybody by now. */
  private Work admit(UUID task) {
    if (gate.admit(List.of(task)) instanceof Admission.Admitted(Work work)) {
      return work;
    }
    throw new RefusedException(Refusals.UNLEASED);
  }

  private static ErasureReceipt counted(ErasureTask task, long found) {
    return receipt(task)
        .setFound(found)
        .setRemaining(found)
        .setMethod("count")
        .setEvidence("count:" + found)
        .build();
  }

  private static ErasureReceipt verified(ErasureTask task, long remaining) {
    return receipt(task)
        .setFound(remaining)
        .setRemaining(remaining)
        .setMethod("count")
        .setEvidence("count:" + remaining)
        .build();
  }

  private static ErasureReceipt.Builder receipt(ErasureTask task) {
    return ErasureReceipt.newBuilder()
        .setTaskId(task.getTaskId())
        .setParticipant(task.getParticipant())
        .setAttempt(task.getAttempt())
        .setAction(task.getAction())
        .setFound(0)
        .setDeleted(0)
        .setRemaining(0);
  }
}
