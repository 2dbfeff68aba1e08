package io.palimpsest.erasure.phase;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.model.Draft;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Receipt;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.event.ErasureAction;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * Tasks and what participants answer: who is asked again when, and what a receipt changes. Planning
 * and transitions, pure.
 */
public final class Answers {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private Answers() {}

  /** Retry of what is due, else waiting until the first becomes due. */
  static Step retryOrAwait(List<Task> tasks, Situation situation) {
    List<Task> open = tasks.stream().filter(task -> !task.done()).toList();
    List<Task> due =
        open.stream().filter(task -> !due(task, situation).isAfter(situation.now())).toList();
    if (!due.isEmpty()) {
      return new Step.Retry(due);
    }
    Instant until =
        open.stream().map(task -> due(task, situation)).min(Comparator.naturalOrder()).orElse(null);
    return new Step.Await(Step.Awaited.RECEIPTS, until);
  }

  /** Tasks get another attempt. */
  public static ErasureRequest retried(ErasureRequest request, List<Task> tasks, Instant now) {
    Draft draft = Draft.of(request, now);
    tasks.forEach(draft::again);
    return draft.done();
  }

  /**
   * A participant answered. Unknown tasks, tasks that are done, and answers to another attempt than
   * the one under way change nothing; what is returned then is the same object.
   */
  public static ErasureRequest answered(
      ErasureRequest request, UUID taskId, Receipt receipt, Instant now) {
    return request
        .task(taskId)
        .filter(task -> !task.done() && !stale(task, receipt))
        .map(task -> answered(request, task, receipt, now))
        .orElse(request);
  }

  static Duration pause(int attempt) {
    long factor = 1L << Math.min(20, Math.max(0, attempt - 1));
    Duration pause = FIRST_PAUSE.multipliedBy(factor);
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  private static ErasureRequest answered(
      ErasureRequest request, Task task, Receipt receipt, Instant now) {
    Task next = task.answered(receipt, now.plus(pause(task.attempt())));
    Draft draft = Draft.of(request, now).task(task.id(), old -> next);
    if (next.done()) {
      report(draft, request, task, receipt);
    } else if (task.receipt() == null) {
      draft
          .journal("failed", task.participant() + ",attempt=" + receipt.attempt())
          .say(EntryType.FAILED, entry -> facts(entry, request, task, receipt));
    }
    return draft.done();
  }

  private static void report(Draft draft, ErasureRequest request, Task task, Receipt receipt) {
    if (task.action() == ErasureAction.EXPORT) {
      draft.say(
          EntryType.EXPORTED,
          entry ->
              entry
                  .with(AuditField.FOUND, receipt.found())
                  .with(AuditField.BUNDLE, receipt.evidence()));
      return;
    }
    EntryType type = task.verifies() ? EntryType.VERIFIED : EntryType.DELETED;
    draft
        .journal(type.wireName(), task.participant() + ",remaining=" + receipt.remaining())
        .say(type, entry -> facts(entry, request, task, receipt));
  }

  private static Statement facts(
      Statement entry, ErasureRequest request, Task task, Receipt receipt) {
    Statement counts =
        entry
            .with(AuditField.PARTICIPANT, task.participant())
            .with(AuditField.METHOD, task.action())
            .with(AuditField.INTENT, request.intent(task))
            .with(AuditField.ATTEMPT, receipt.attempt())
            .with(AuditField.FOUND, receipt.found())
            .with(AuditField.DELETED, receipt.deleted())
            .with(AuditField.REMAINING, receipt.remaining());
    return Sight.of(Sight.evidence(counts, receipt), request, receipt);
  }

  /** A receipt counts for the attempt that it names, once. */
  private static boolean stale(Task task, Receipt receipt) {
    return receipt.attempt() != task.attempt() || task.retryAt() != null;
  }

  /** An attempt without an answer is over when nothing of it can be sent or land any more. */
  private static Instant due(Task task, Situation situation) {
    return task.retryAt() == null ? task.expiresAt().plus(situation.grace()) : task.retryAt();
  }
}
