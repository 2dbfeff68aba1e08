package io.palimpsest.erasure.model;

import io.palimpsest.event.ErasureReason;
import io.palimpsest.event.ScopeType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked, in the words of who asked.
 *
 * @param type kind of the scope
 * @param ids public ids, outermost first; empty once the request's details are erased
 * @param reason reason code
 * @param requestedBy key id of who asked; blank once the details are erased
 * @param standing in which right
 * @param receivedAt when the demand reached the organization, which starts the legal clock
 * @param externalReference reference in the requester's own system; stays when the names go
 * @param personalReference whether that reference names a person, and goes with the names
 * @param options what else is wanted
 */
public record Demand(
    ScopeType type,
    List<String> ids,
    ErasureReason reason,
    String requestedBy,
    Standing standing,
    Instant receivedAt,
    @Nullable String externalReference,
    boolean personalReference,
    Options options) {
  /** Copies the ids. */
  public Demand {
    ids = List.copyOf(ids);
  }

  Demand nameless() {
    return new Demand(
        type,
        List.of(),
        reason,
        "",
        standing,
        receivedAt,
        personalReference ? null : externalReference,
        personalReference,
        options);
  }

  /** The same demand named again, after its names had gone. */
  Demand named(List<String> again, String by, Standing right) {
    return new Demand(
        type, again, reason, by, right, receivedAt, externalReference, personalReference, options);
  }

  Demand unsuppressed() {
    return new Demand(
        type,
        ids,
        reason,
        requestedBy,
        standing,
        receivedAt,
        externalReference,
        personalReference,
        options.unsuppressed());
  }

  /**
   * Options of a request.
   *
   * @param export write an export before the first delete
   * @param exportMayFail whether deletion goes on when the export cannot be written
   * @param dryRun end as planned
   * @param callback URL that gets a signed call per state
   * @param suppress keep the name from coming back: only compliance lets it, with a reason
   */
  public record Options(
      boolean export,
      boolean exportMayFail,
      boolean dryRun,
      @Nullable String callback,
      boolean suppress) {
    /** Options of a scope whose owner may have it readmitted. */
    public Options(
        boolean export, boolean exportMayFail, boolean dryRun, @Nullable String callback) {
      this(export, exportMayFail, dryRun, callback, false);
    }

    Options unsuppressed() {
      return new Options(export, exportMayFail, dryRun, callback);
    }
  }
}
