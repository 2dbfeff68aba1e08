package io.palimpsest.erasure.request;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** When a task that has no good answer is tried again. */
final class Answers {
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

  private static Instant due(Task task, Situation situation) {
    return task.retryAt() == null ? task.sentAt().plus(situation.answerTime()) : task.retryAt();
  }
}
