package io.palimpsest.erasure.phase;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.erasure.model.Draft;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.State;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.event.ErasureAction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The export between drain and deletion, planner and transitions. It is a task like any other, of a
 * participant inside this service. Pure.
 */
public final class Exporting {
  /** Name of the participant that writes the export. */
  public static final String PARTICIPANT = "erasure.exporter";

  /** Failure of an export that can never be written: a parent of the scope is being erased. */
  public static final String SCOPE_FENCED = "export.scope_fenced";

  /** An attempt of which nothing is heard for so long is begun again. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private static final Plan.Participation EXPORTER =
      new Plan.Participation(PARTICIPANT, 0, true, false, false, LONGEST);

  private Exporting() {}

  static Step next(ErasureRequest request, Situation situation) {
    List<Task> tasks =
        request.tasks().stream().filter(task -> task.action() == ErasureAction.EXPORT).toList();
    if (tasks.isEmpty()) {
      return new Step.Export();
    }
    Task task = tasks.getLast();
    boolean givenUp =
        task.failed() && (request.demand().options().exportMayFail() || isFenced(task));
    if (task.done() || givenUp) {
      return new Step.FinishExport();
    }
    return Answers.retryOrAwait(List.of(task), situation);
  }

  /** Another erasure takes the whole scope along: waiting would save nothing of it. */
  private static boolean isFenced(Task task) {
    return task.receipt() != null && SCOPE_FENCED.equals(task.receipt().failure());
  }

  /** The export is intended. */
  public static ErasureRequest begun(ErasureRequest request, Instant now) {
    return Draft.of(request, now)
        .journal("export.intended", "")
        .open(List.of(EXPORTER), ErasureAction.EXPORT, 0)
        .done();
  }

  /** The export is there, or the request said that deletion does not wait for it. */
  public static ErasureRequest finished(ErasureRequest request, Instant now) {
    boolean written =
        request.tasks().stream()
            .anyMatch(task -> task.action() == ErasureAction.EXPORT && task.done());
    return Draft.of(request, now)
        .to(new State.Exported())
        .journal(written ? "exported" : "export.given_up", "")
        .forgetOpen(ErasureAction.EXPORT)
        .done();
  }

  /**
   * A link to the export is made; an earlier one is void.
   *
   * @param by digest of who made it, under the request's key
   */
  public static ErasureRequest linked(ErasureRequest request, String by, Instant now) {
    return Draft.of(request, now)
        .journal("export.linked", "")
        .say(EntryType.EXPORT_LINK, entry -> entry.with(AuditField.ACTOR, by))
        .done();
  }

  /** Whoever has the link fetches the export. */
  public static ErasureRequest fetched(ErasureRequest request, Instant now) {
    return Draft.of(request, now)
        .journal("export.fetched", "")
        .say(EntryType.EXPORT_FETCHED, entry -> entry)
        .done();
  }

  /**
   * The export is destroyed. Repeats change nothing.
   *
   * @param reason code: fetched, expired or erased
   */
  public static ErasureRequest destroyed(ErasureRequest request, String reason, Instant now) {
    boolean told =
        request.journal().stream()
            .anyMatch(
                line -> line.what().equals("export.destroyed") && line.detail().equals(reason));
    return told
        ? request
        : Draft.of(request, now)
            .journal("export.destroyed", reason)
            .say(EntryType.EXPORT_DESTROYED, entry -> entry.with(AuditField.REASON, reason))
            .done();
  }
}
