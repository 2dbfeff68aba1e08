package io.palimpsest.erasure.phase;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.erasure.model.Draft;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.JournalLine;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.Residual;
import io.palimpsest.erasure.model.State;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.event.ErasureAction;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The way from the confirmation to the second end, planner and transitions: each residual is looked
 * for once its date has come, and again for as long as it is still there. Pure, like its
 * neighbours.
 */
public final class Expiry {
  /** Name of the participant that looks. */
  public static final String PARTICIPANT = "erasure.residuals";

  private static final Plan.Participation LOOKER =
      new Plan.Participation(PARTICIPANT, 0, true, false, true);

  private Expiry() {}

  /**
   * When something is to be looked for next; empty when nothing is, or the request is not there.
   */
  static Optional<Instant> nextLook(ErasureRequest request) {
    return request.state() instanceof State.ConfirmedLive
        ? request.residuals().stream()
            .filter(Residual::open)
            .map(Residual::lookAt)
            .min(Comparator.naturalOrder())
        : Optional.empty();
  }

  /**
   * Whether all that was left was checked to be gone. Where nothing was left nothing was checked.
   */
  static boolean complete(ErasureRequest request) {
    return !request.residuals().isEmpty() && request.residuals().stream().noneMatch(Residual::open);
  }

  static Step next(ErasureRequest request, State.Expiring state, Situation situation) {
    List<Task> tasks = Verification.tasksOf(request, state.round());
    return tasks.stream().allMatch(Task::done)
        ? new Step.EndExpiry()
        : Answers.retryOrAwait(tasks, situation);
  }

  /** A look for what is due is intended. */
  public static ErasureRequest begun(ErasureRequest request, Instant now) {
    State.ConfirmedLive confirmed = (State.ConfirmedLive) request.state();
    int round = request.nextRound();
    return Draft.of(request, now)
        .to(new State.Expiring(confirmed.logIndex(), confirmed.watch(), round))
        .journal("residuals.intended", "round=" + round)
        .open(List.of(LOOKER), ErasureAction.VERIFY, round)
        .done();
  }

  /**
   * The look is over. What the receipt names is still there; of what was due when it was intended,
   * the rest is gone.
   */
  public static ErasureRequest ended(ErasureRequest request, ResidualPolicy policy, Instant now) {
    State.Expiring state = (State.Expiring) request.state();
    Task task = Verification.tasksOf(request, state.round()).getLast();
    Set<String> there = new HashSet<>();
    Stream.ofNullable(task.receipt())
        .flatMap(receipt -> receipt.residuals().stream())
        .forEach(residual -> there.add(residual.what()));
    Draft draft =
        Draft.of(request, now).to(new State.ConfirmedLive(state.logIndex(), state.watch()));
    for (Residual residual : due(request, task)) {
      draft.journal(
          there.contains(residual.what()) ? "residual.there" : "residual.gone", residual.what());
    }
    return draft.residuals(looked(request, task, there, policy, now)).done();
  }

  /** Everything was checked to be gone: the second end. */
  public static ErasureRequest expired(ErasureRequest request, Instant now) {
    State.ConfirmedLive confirmed = (State.ConfirmedLive) request.state();
    long index = confirmed.logIndex();
    return Draft.of(request, now)
        .to(new State.PhysicallyExpired(index, confirmed.watch()), index)
        .journal("physically_expired", "residuals=" + request.residuals().size())
        .say(
            EntryType.PHYSICALLY_EXPIRED,
            entry ->
                entry
                    .with(AuditField.SCOPE_TYPE, request.demand().type())
                    .with(AuditField.SCOPE, request.identity().scope())
                    .with(AuditField.FOUND, request.residuals().size())
                    .with(AuditField.REMAINING, 0))
        .done();
  }

  /** What a task of looking is to look for: what was due when the task was opened. */
  public static List<Residual> due(ErasureRequest request, Task task) {
    Instant opened = openedAt(request, task);
    return request.residuals().stream().filter(residual -> residual.due(opened)).toList();
  }

  private static List<Residual> looked(
      ErasureRequest request, Task task, Set<String> there, ResidualPolicy policy, Instant now) {
    Set<Residual> due = Set.copyOf(due(request, task));
    return request.residuals().stream()
        .map(
            residual -> {
              if (!due.contains(residual)) {
                return residual;
              }
              return there.contains(residual.what())
                  ? residual.stillThere(now, policy.again())
                  : residual.gone(now);
            })
        .toList();
  }

  /** Further attempts change when a task was sent; the journal keeps when it was opened. */
  private static Instant openedAt(ErasureRequest request, Task task) {
    String round = "round=" + task.round();
    return request.journal().stream()
        .filter(line -> line.what().equals("residuals.intended") && line.detail().equals(round))
        .map(JournalLine::at)
        .findFirst()
        .orElseThrow();
  }
}
