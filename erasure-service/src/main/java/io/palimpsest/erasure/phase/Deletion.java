package io.palimpsest.erasure.phase;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.erasure.model.Draft;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.JournalLine;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.State;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.event.ErasureAction;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * Participants delete, stage by stage: a stage begins when the one before is done. Planning and
 * transitions, pure.
 */
public final class Deletion {
  private Deletion() {}

  static Step next(ErasureRequest request, int round, Situation situation) {
    if (!request.ended() && Stocktaking.due(request, round)) {
      return new Step.TakeInventory(round);
    }
    OptionalInt stage = firstUnfinished(request, round);
    if (stage.isEmpty()) {
      return afterTheRound(request, situation);
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

  /**
   * Everything is deleted once more, by everybody, after another inventory: what a writer that was
   * evicted still had at its socket may have landed on the first delete, or under another name.
   */
  public static ErasureRequest second(ErasureRequest request, Instant now) {
    int round = request.round() + 1;
    return Draft.of(request, now)
        .to(new State.Deleting(round))
        .owingSecondDelete(false)
        .journal("erase.second", "round=" + round)
        .done();
  }

  private static Step afterTheRound(ErasureRequest request, Situation situation) {
    if (!request.past().secondDelete() || request.ended()) {
      return new Step.BeginVerifying();
    }
    Instant until = lastDelete(request).plus(situation.grace());
    return until.isAfter(situation.now())
        ? new Step.Await(Step.Awaited.NEXT_ROUND, until)
        : situation.unlessHeld(new Step.DeleteSecond());
  }

  private static Instant lastDelete(ErasureRequest request) {
    return request.journal().stream()
        .filter(line -> line.what().equals(EntryType.DELETED.wireName()))
        .map(JournalLine::at)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** The tasks of the next stage are intended. */
  public static ErasureRequest stageOpened(ErasureRequest request, int stage, Instant now) {
    return opened(Draft.of(request, now), request, stage, request.round());
  }

  private static ErasureRequest opened(Draft draft, ErasureRequest request, int stage, int round) {
    List<Plan.Participation> who = Deletion.erasers(request.planned(), stage);
    draft
        .journal("erase.intended", "stage=" + stage + ",round=" + round)
        .open(who, ErasureAction.ERASE, round);
    long intent = request.opened();
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
