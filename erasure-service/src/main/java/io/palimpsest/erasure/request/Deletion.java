package io.palimpsest.erasure.request;

import io.palimpsest.event.ErasureAction;
import java.util.List;
import java.util.OptionalInt;

/** The part of the planner that orders deletion: a stage begins when the one before is done. */
final class Deletion {
  private Deletion() {}

  static Step next(ErasureRequest request, int round, Situation situation) {
    OptionalInt stage = firstUnfinished(request, round);
    if (stage.isEmpty()) {
      return new Step.BeginVerifying();
    }
    List<Task> tasks = tasksOf(request, stage.getAsInt(), round);
    Step step =
        tasks.isEmpty()
            ? new Step.OpenStage(stage.getAsInt())
            : Answers.retryOrAwait(tasks, situation);
    return !(step instanceof Step.Await) && situation.held()
        ? new Step.Await(Step.Awaited.HOLD_RELEASED, null)
        : step;
  }

  /** Participants that delete in a stage. */
  static List<Plan.Participation> erasers(Plan plan, int stage) {
    return plan.participants().stream().filter(p -> p.erases() && p.stage() == stage).toList();
  }

  private static OptionalInt firstUnfinished(ErasureRequest request, int round) {
    return request.planned().participants().stream()
        .filter(Plan.Participation::erases)
        .mapToInt(Plan.Participation::stage)
        .sorted()
        .filter(stage -> !finished(request, stage, round))
        .findFirst();
  }

  private static boolean finished(ErasureRequest request, int stage, int round) {
    List<Task> tasks = tasksOf(request, stage, round);
    return tasks.size() == erasers(request.planned(), stage).size()
        && tasks.stream().allMatch(Task::done);
  }

  private static List<Task> tasksOf(ErasureRequest request, int stage, int round) {
    return request.tasks().stream()
        .filter(task -> task.action() == ErasureAction.ERASE)
        .filter(task -> task.stage() == stage && task.round() == round)
        .toList();
  }
}
