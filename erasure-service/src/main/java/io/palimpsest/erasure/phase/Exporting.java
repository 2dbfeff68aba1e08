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

  /** An attempt of which nothing is heard for so long is begun again. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private static final Plan.Participation EXPORTER =
      new Plan.Participation(PARTICIPANT, 0, true, false, false);

  private Exporting() {}

  static Step next(ErasureRequest request, Situation situation) {
    List<Task> tasks =
        request.tasks().stream().filter(task -> task.action() == ErasureAction.EXPORT).toList();
    if (tasks.isEmpty()) {
      return new Step.Export();
    }
    Task task = tasks.getLast();
    boolean givenUp = task.failed() && request.demand().options().exportMayFail();
    if (task.done() || givenUp) {
      return new Step.FinishExport();
    }
    return Answers.retryOrAwait(
        List.of(task),
        new Situation(situation.hold(), situation.cover(), situation.now(), LONGEST));
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
   * The export is destroyed.
   *
   * @param reason code: fetched or expired
   */
  public static ErasureRequest destroyed(ErasureRequest request, String reason, Instant now) {
    return Draft.of(request, now)
        .journal("export.destroyed", reason)
        .say(EntryType.EXPORT_DESTROYED, entry -> entry.with(AuditField.REASON, reason))
        .done();
  }
}
