package io.palimpsest.ingest.erase;

import io.palimpsest.event.ErasureReceipt;
import io.palimpsest.event.ErasureTask;
import io.palimpsest.fencing.DeadlinePassedException;
import io.palimpsest.fencing.FenceBounds;
import io.palimpsest.fencing.TaskGate;
import io.palimpsest.fencing.TaskVerdict;
import io.palimpsest.fencing.Writer;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.ingest.metric.IngestMetrics;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Does a task and says what came of it. */
@Singleton
final class TaskRunner {
  private final Map<String, Participant> participants;
  private final Suppression suppression;
  private final Writer writer;
  private final FenceBounds bounds;
  private final IngestMetrics metrics;
  private final InstantSource clock;

  TaskRunner(
      DocumentsParticipant documents,
      ContentParticipant content,
      KeysParticipant keys,
      SubmissionsParticipant submissions,
      RegistryParticipant registry,
      Suppression suppression,
      Writer writer,
      FenceBounds bounds,
      IngestMetrics metrics,
      InstantSource clock) {
    this.participants =
        List.of(documents, content, keys, submissions, registry).stream()
            .map(Participant.class::cast)
            .collect(Collectors.toMap(Participant::name, Function.identity()));
    this.suppression = suppression;
    this.writer = writer;
    this.bounds = bounds;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** How many records of a scope all participants of this service hold. */
  long count(Target target) {
    return participants.values().stream().mapToLong(each -> each.count(target)).sum();
  }

  /**
   * The receipt of a task, or empty when the task's time was over before it was done. Throws when a
   * store is down.
   */
  Optional<ErasureReceipt> run(ErasureTask task) {
    Participant participant = participants.get(task.getParticipant());
    if (participant == null) {
      return Optional.empty();
    }
    metrics.erasureTask(participant.name(), task.getAction().name());
    try {
      return Optional.of(act(participant, task));
    } catch (ExpiredTaskException late) {
      metrics.judged(participant.name(), TaskVerdict.EXPIRED);
      return Optional.empty();
    } catch (UnfencedScopeException refused) {
      metrics.judged(participant.name(), TaskVerdict.UNFENCED);
      return Optional.of(failed(task, refused.getMessage()));
    } catch (RefusedTaskException refused) {
      return Optional.of(failed(task, refused.getMessage()));
    } catch (RefusedException notNow) {
      return Optional.of(failed(task, notNow.refusal().code()));
    } catch (DeadlinePassedException slow) {
      return Optional.of(failed(task, "deadline.passed"));
    }
  }

  private ErasureReceipt act(Participant participant, ErasureTask task) {
    Target target = Target.of(task);
    suppression.of(task);
    return switch (task.getAction()) {
      case COUNT, VERIFY -> counted(task, participant.count(target));
      case ERASE -> erase(task, participant, target);
      case EXPORT, UNKNOWN -> failed(task, "action.unknown");
    };
  }

  private ErasureReceipt erase(ErasureTask task, Participant participant, Target target) {
    Works works = new AdmittedWorks(writer, TaskGate.warrant(task), bounds.patience());
    long before = participant.count(target);
    long deleted = participant.erase(target, task.getRequestRef(), works);
    long after = participant.count(target);
    return receipt(task)
        .setFound(before)
        .setDeleted(deleted)
        .setRemaining(after)
        .setMethod(participant.method())
        .setEvidence("count:" + after)
        .build();
  }

  private ErasureReceipt counted(ErasureTask task, long found) {
    return receipt(task)
        .setFound(found)
        .setRemaining(found)
        .setMethod("count")
        .setEvidence("count:" + found)
        .build();
  }

  private ErasureReceipt failed(ErasureTask task, @Nullable String failure) {
    return receipt(task).setMethod("none").setEvidence("none").setFailure(failure).build();
  }

  private ErasureReceipt.Builder receipt(ErasureTask task) {
    return ErasureReceipt.newBuilder()
        .setRequestRef(task.getRequestRef())
        .setOccurredAt(clock.instant())
        .setTaskId(task.getTaskId())
        .setParticipant(task.getParticipant())
        .setAttempt(task.getAttempt())
        .setAction(task.getAction())
        .setFound(0)
        .setDeleted(0)
        .setRemaining(0);
  }
}
