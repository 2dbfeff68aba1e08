package io.palimpsest.erasure.phase;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.RequestKey;
import io.palimpsest.erasure.model.Draft;
import io.palimpsest.erasure.model.ErasureRequest;
import java.time.Instant;

/** What happens around a request without moving it: deadlines, holds, remarks. Pure. */
public final class Notes {
  private Notes() {}

  /**
   * The legal deadline is extended by two months.
   *
   * @param by digest of who did it, under the request's key
   */
  public static ErasureRequest extended(
      ErasureRequest request, String reason, String by, Instant now) {
    Instant due = LegalDeadline.extended(request.demand().receivedAt());
    return Draft.of(request, now)
        .due(due)
        .journal("extended", reason)
        .say(
            EntryType.DEADLINE_EXTENDED,
            entry ->
                entry
                    .with(AuditField.ACTOR, by)
                    .with(AuditField.REASON, reason)
                    .with(AuditField.DEADLINE, due))
        .done();
  }

  /** Something for the journal alone. */
  public static ErasureRequest remarked(
      ErasureRequest request, String what, String detail, Instant now) {
    return Draft.of(request, now).journal(what, detail).done();
  }

  /**
   * The key of what the log has of an ended request is destroyed; nothing is said of it there.
   *
   * @param next key of what may be said later
   * @param by digest of who did it, under the next key
   * @return its argument when that was done before
   */
  public static ErasureRequest unlinked(
      ErasureRequest request, RequestKey next, String by, Instant now) {
    return request.identity().unlinked()
        ? request
        : Draft.of(request, now)
            .identity(request.identity().unlinked(next))
            .journal("unlinked", "by=" + by)
            .done();
  }

  /** A legal deadline is near or has passed. */
  public static ErasureRequest alarmed(ErasureRequest request, Alarm alarm, Instant now) {
    Draft draft = Draft.of(request, now).journal(alarm.code(), request.dueAt().toString());
    if (alarm == Alarm.BREACHED) {
      draft.say(
          EntryType.DEADLINE_BREACHED, entry -> entry.with(AuditField.DEADLINE, request.dueAt()));
    }
    return draft.done();
  }

  /**
   * Something around the request changed that the log has to know, such as a hold.
   *
   * @param by digest of who did it, under the request's key
   */
  public static ErasureRequest noted(
      ErasureRequest request, EntryType type, String basis, String by, Instant now) {
    return Draft.of(request, now)
        .journal(type.wireName(), basis)
        .say(type, entry -> entry.with(AuditField.ACTOR, by).with(AuditField.REASON, basis))
        .done();
  }
}
