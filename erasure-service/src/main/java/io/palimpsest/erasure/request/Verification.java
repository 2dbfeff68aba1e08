package io.palimpsest.erasure.request;

import io.palimpsest.event.ErasureAction;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** The part of the planner that judges verification: only zeros of everybody confirm. */
final class Verification {
  private Verification() {}

  static Step next(ErasureRequest request, int round, Situation situation) {
    List<Task> tasks = tasksOf(request, round);
    if (!tasks.stream().allMatch(Task::done)) {
      return Answers.retryOrAwait(tasks, situation);
    }
    if (remaining(tasks) == 0) {
      return new Step.Conclude();
    }
    if (request.approvedAt() == null) {
      return new Step.Detach();
    }
    Instant until = notBefore(tasks, round);
    if (until.isAfter(situation.now())) {
      return new Step.Await(Step.Awaited.NEXT_ROUND, until);
    }
    return situation.held()
        ? new Step.Await(Step.Awaited.HOLD_RELEASED, null)
        : new Step.DeleteAgain();
  }

  /** The first repetition is at once, later ones are ever further apart. */
  private static Instant notBefore(List<Task> tasks, int round) {
    Instant sent = tasks.stream().map(Task::sentAt).max(Comparator.naturalOrder()).orElseThrow();
    return round == 1 ? sent : sent.plus(Erasing.pause(round));
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
