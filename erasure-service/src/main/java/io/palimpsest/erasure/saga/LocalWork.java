package io.palimpsest.erasure.saga;

import io.palimpsest.erasure.demand.Holds;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.Receipt;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.erasure.phase.Answers;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the open tasks of participants inside this service, each attempt once at a time. */
final class LocalWork {
  private static final Logger LOG = LoggerFactory.getLogger(LocalWork.class);

  private final Map<String, LocalParticipant> participants;
  private final Ledger ledger;
  private final Holds holds;
  private final ExecutorService executor;
  private final Clock clock;
  private final Set<String> running = ConcurrentHashMap.newKeySet();

  LocalWork(
      Map<String, LocalParticipant> participants,
      Ledger ledger,
      Holds holds,
      ExecutorService executor,
      Clock clock) {
    this.participants = Map.copyOf(participants);
    this.ledger = ledger;
    this.holds = holds;
    this.executor = executor;
    this.clock = clock;
  }

  /** Begins what is open and not running here. Returns at once. */
  void begin(ErasureRequest request) {
    participants.values().forEach(participant -> participant.lookAhead(request));
    request
        .openTasks()
        .filter(task -> task.local() && task.retryAt() == null)
        .filter(task -> !task.erases() || mayErase(request, task))
        .forEach(task -> begin(request, task));
  }

  /** Asked after the attempt was journalled: what is held back expires, and is tried again. */
  private boolean mayErase(ErasureRequest request, Task task) {
    Plan plan = request.planned();
    return clock.instant().isBefore(task.expiresAt()) && !holds.lieOn(plan.pathUids(), plan.uids());
  }

  private void begin(ErasureRequest request, Task task) {
    String attempt = task.id() + "#" + task.attempt();
    if (running.add(attempt)) {
      executor.execute(() -> run(request, task, attempt));
    }
  }

  /** Asked once more: since it was begun it may have waited for a thread for long. */
  private void run(ErasureRequest request, Task task, String attempt) {
    try {
      if (task.erases() && !mayErase(request, task)) {
        return;
      }
      Receipt receipt = receipt(request, task);
      ledger.change(
          request.id(), now -> Answers.answered(now, task.id(), receipt, clock.instant()));
    } catch (RuntimeException e) {
      LOG.warn(
          "receipt not stored request={} participant={}", request.ref(), task.participant(), e);
    } finally {
      running.remove(attempt);
    }
  }

  private Receipt receipt(ErasureRequest request, Task task) {
    LocalParticipant participant = participants.get(task.participant());
    if (participant == null) {
      return Receipt.failed(task.attempt(), "participant.unknown");
    }
    try {
      return participant.perform(request, task);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Receipt.failed(task.attempt(), "interrupted");
    } catch (RuntimeException e) {
      LOG.warn("task failed request={} participant={}", request.ref(), task.participant(), e);
      return Receipt.failed(task.attempt(), "participant.error");
    }
  }
}
