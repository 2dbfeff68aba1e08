package io.palimpsest.erasure.phase;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.erasure.model.Draft;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.Receipt;
import io.palimpsest.erasure.model.State;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.event.ErasureAction;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** The check after deletion: only zeros of everybody confirm. Planning and transitions, pure. */
public final class Verification {
  private Verification() {}

  static Step next(ErasureRequest request, int round, Situation situation) {
    List<Task> tasks = tasksOf(request, round);
    if (!tasks.stream().allMatch(Task::done)) {
      return Answers.retryOrAwait(tasks, situation);
    }
    if (remaining(tasks) == 0) {
      return new Step.Conclude();
    }
    Instant until = notBefore(tasks, round);
    if (until.isAfter(situation.now())) {
      return new Step.Await(Step.Awaited.NEXT_ROUND, until);
    }
    return situation.unlessHeld(new Step.DeleteAgain());
  }

  /** Deletion is done: verification is intended. */
  public static ErasureRequest begun(ErasureRequest request, Instant now) {
    int round = request.round();
    return Draft.of(request, now)
        .to(new State.Verifying(round))
        .journal("verify.intended", "round=" + round)
        .open(Verification.verifiers(request.planned()), ErasureAction.VERIFY, round)
        .done();
  }

  /** Verification found something: a new round of deletion. */
  public static ErasureRequest again(ErasureRequest request, Instant now) {
    int round = request.round();
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

  /** The first repetition is at once, later ones are ever further apart. */
  private static Instant notBefore(List<Task> tasks, int round) {
    Instant sent = tasks.stream().map(Task::sentAt).max(Comparator.naturalOrder()).orElseThrow();
    return round == 1 ? sent : sent.plus(Answers.pause(round));
  }

  /** What the check under way has found so far. */
  public static long left(ErasureRequest request) {
    return remaining(tasksOf(request, request.round()));
  }

  /** Participants that verify. */
  static List<Plan.Participation> verifiers(Plan plan) {
    return plan.participants().stream().filter(Plan.Participation::verifies).toList();
  }

  static List<Task> tasksOf(ErasureRequest request, int round) {
    return request.tasks().stream()
        .filter(task -> task.action() == ErasureAction.VERIFY && task.round() == round)
        .toList();
  }

  static long remaining(List<Task> tasks) {
    long sum = 0;
    for (Task task : tasks) {
      Receipt receipt = task.receipt();
      sum += receipt == null ? 1 : receipt.remaining();
    }
    return sum;
  }
}
