package io.palimpsest.erasure.request;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.event.ErasureAction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The transitions of a request from deletion to its check. Pure, like {@link Course}. */
public final class Erasing {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private Erasing() {}

  /** Deletion begins, with its first stage. */
  public static ErasureRequest begun(ErasureRequest request, Instant now) {
    int first =
        request.planned().participants().stream()
            .filter(Plan.Participation::erases)
            .mapToInt(Plan.Participation::stage)
            .min()
            .orElseThrow();
    Draft draft = Draft.of(request, now).to(new State.Deleting(1));
    return opened(draft, request, first, 1);
  }

  /** The tasks of the next stage are intended. */
  public static ErasureRequest stageOpened(ErasureRequest request, int stage, Instant now) {
    return opened(Draft.of(request, now), request, stage, round(request));
  }

  /** Tasks get another attempt. */
  public static ErasureRequest retried(ErasureRequest request, List<Task> tasks, Instant now) {
    Draft draft = Draft.of(request, now);
    tasks.forEach(draft::again);
    return draft.done();
  }

  /**
   * A participant answered. Unknown tasks, tasks that are done, and failures of attempts that are
   * over change nothing; what is returned then is the same object.
   */
  public static ErasureRequest answered(
      ErasureRequest request, UUID taskId, Receipt receipt, Instant now) {
    return request
        .task(taskId)
        .filter(task -> !task.done() && !stale(task, receipt))
        .map(task -> answered(request, task, receipt, now))
        .orElse(request);
  }

  /** Deletion is done: verification is intended. */
  public static ErasureRequest verifying(ErasureRequest request, Instant now) {
    int round = round(request);
    return Draft.of(request, now)
        .to(new State.Verifying(round))
        .journal("verify.intended", "round=" + round)
        .open(Verification.verifiers(request.planned()), ErasureAction.VERIFY, round)
        .done();
  }

  /** Verification found something: a new round of deletion. */
  public static ErasureRequest again(ErasureRequest request, Instant now) {
    int round = round(request);
    long remaining = Verification.remaining(Verification.tasksOf(request, round));
    return Draft.of(request, now)
        .to(new State.Deleting(round + 1))
        .journal("verify.found", "round=" + round + ",remaining=" + remaining)
        .say(
            EntryType.FAILED,
            entry ->
                entry
                    .with(AuditField.METHOD, "verify")
                    .with(AuditField.ATTEMPT, round)
                    .with(AuditField.REMAINING, remaining))
        .done();
  }

  static Duration pause(int attempt) {
    long factor = 1L << Math.min(20, Math.max(0, attempt - 1));
    Duration pause = FIRST_PAUSE.multipliedBy(factor);
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  private static ErasureRequest opened(Draft draft, ErasureRequest request, int stage, int round) {
    List<Plan.Participation> who = Deletion.erasers(request.planned(), stage);
    draft
        .journal("erase.intended", "stage=" + stage + ",round=" + round)
        .open(who, ErasureAction.ERASE, round);
    long intent = request.tasks().size();
    for (Plan.Participation participation : who) {
      long number = ++intent;
      draft.say(
          EntryType.INTENT,
          entry ->
              entry
                  .with(AuditField.METHOD, "erase")
                  .with(AuditField.INTENT, number)
                  .with(AuditField.PARTICIPANT, participation.name()));
    }
    return draft.done();
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
    return entry
        .with(AuditField.PARTICIPANT, task.participant())
        .with(AuditField.METHOD, task.action())
        .with(AuditField.INTENT, 1L + request.tasks().indexOf(task))
        .with(AuditField.ATTEMPT, receipt.attempt())
        .with(AuditField.FOUND, receipt.found())
        .with(AuditField.DELETED, receipt.deleted())
        .with(AuditField.REMAINING, receipt.remaining());
  }

  private static boolean stale(Task task, Receipt receipt) {
    return !task.closedBy(receipt)
        && (receipt.attempt() < task.attempt() || task.retryAt() != null);
  }

  private static int round(ErasureRequest request) {
    return switch (request.state()) {
      case State.Deleting deleting -> deleting.round();
      case State.Verifying verifying -> verifying.round();
      case State.Repairing repairing -> repairing.round();
      default -> throw new IllegalStateException("no round in state " + request.state());
    };
  }
}
