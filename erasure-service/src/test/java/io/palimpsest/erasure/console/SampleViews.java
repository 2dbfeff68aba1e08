package io.palimpsest.erasure.console;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.AuditSource;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.door.ErasureView;
import io.palimpsest.erasure.model.JournalLine;
import io.palimpsest.erasure.model.Residual;
import io.palimpsest.event.ErasureReason;
import io.palimpsest.event.ErasureState;
import io.palimpsest.event.ScopeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A request as its page is given it. */
final class SampleViews {
  static final Instant NOW = Instant.parse("2026-03-02T10:15:30Z");
  static final UUID ID = UUID.fromString("7b7a0d5c-1c3a-4d53-8c0f-5f5f6d0e4a11");
  static final String REF = "er_5b0c2f9d11aa5b0c2f9d11aa";

  private SampleViews() {}

  /** A creator's, in a state. */
  static ErasureView request(ErasureState state, List<String> ids, boolean ended) {
    return new ErasureView(
        ID,
        REF,
        state,
        ended,
        state == ErasureState.DELETING ? List.of("HELD", "PARTIALLY_FAILED") : List.of(),
        List.of(),
        new ErasureView.ScopeView(ScopeType.CREATOR, ids, UUID.randomUUID()),
        ErasureReason.DATA_SUBJECT_REQUEST,
        "CASE-4711",
        state == ErasureState.PLANNED,
        false,
        state == ErasureState.RECEIVED
            ? null
            : new ErasureView.PlanView(
                "0f".repeat(32),
                List.of("vectors", "topics", "documents", "ledger", "registry"),
                List.of("creator_ada_twin_coach", "creator_ada_twin_guide"),
                List.of(),
                12,
                2,
                1),
        state == ErasureState.RECEIVED
            ? List.of()
            : List.of(
                new ErasureView.CountView("vectors", 1204, 1204, 0),
                new ErasureView.CountView("documents", 12, 12, 0)),
        NOW.minus(Duration.ofDays(2)),
        NOW.minus(Duration.ofDays(2)),
        NOW.plus(Duration.ofDays(26)),
        ended ? NOW : null,
        state == ErasureState.REJECTED ? "approver.not_justified" : null,
        null,
        null,
        state == ErasureState.CONFIRMED_LIVE ? 41L : null,
        null,
        state == ErasureState.CONFIRMED_LIVE
            ? List.of(
                new ErasureView.ResidualView(
                    "backup", NOW.plus(Duration.ofDays(93)), Residual.Check.BOUND, null))
            : List.of(),
        List.of(
            new JournalLine(NOW, "received", "CREATOR"),
            new JournalLine(NOW.plusSeconds(1), "planned", "entities=12"),
            new JournalLine(NOW.plusSeconds(2), "fence.intended", "")));
  }

  /** The log's entry of such a request that is confirmed. */
  static Statement confirmed() {
    return Statement.of(AuditSource.request(REF), 9, EntryType.CONFIRMED_LIVE, NOW)
        .with(AuditField.FOUND, 1216)
        .with(AuditField.DELETED, 1216)
        .with(AuditField.REMAINING, 0)
        .with(AuditField.SCOPE, "ab".repeat(32))
        .with(AuditField.CONTROL_PASSED, true)
        .with(AuditField.RESIDUALS, 2)
        .with(AuditField.RESIDUAL_UNTIL, NOW.plus(Duration.ofDays(90)));
  }
}
