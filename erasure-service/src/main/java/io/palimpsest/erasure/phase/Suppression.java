package io.palimpsest.erasure.phase;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.erasure.model.Draft;
import io.palimpsest.erasure.model.ErasureRequest;
import java.time.Instant;

/** A name that only compliance lets come back. Pure. */
public final class Suppression {
  private Suppression() {}

  /** Whether the name is kept from coming back. */
  public static boolean lasts(ErasureRequest request) {
    return request.demand().options().suppress();
  }

  /** The name is kept from coming back from now on, and the log says so. */
  static Draft begun(Draft draft, ErasureRequest request) {
    return lasts(request)
        ? draft.say(
            EntryType.SUPPRESSED,
            entry ->
                entry
                    .with(AuditField.SCOPE_TYPE, request.demand().type())
                    .with(AuditField.SCOPE, request.identity().scope()))
        : draft;
  }

  /**
   * Compliance lets the name come back. Repeats change nothing.
   *
   * @param by digest of who did it, under the request's key
   * @param reason code of the reason
   */
  public static ErasureRequest lifted(
      ErasureRequest request, String by, String reason, Instant now) {
    return lasts(request)
        ? Draft.of(request, now)
            .unsuppressed()
            .journal("suppression.lifted", reason)
            .say(
                EntryType.READMITTED,
                entry ->
                    entry
                        .with(AuditField.METHOD, "suppression.lifted")
                        .with(AuditField.ACTOR, by)
                        .with(AuditField.REASON, reason))
            .done()
        : request;
  }
}
