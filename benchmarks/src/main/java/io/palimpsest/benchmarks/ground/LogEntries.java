package io.palimpsest.benchmarks.ground;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.AuditSource;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What whole erasures say, from the request to the confirmation. */
final class LogEntries {
  /** Statements of one erasure. */
  static final int PER_REQUEST = 9;

  private static final String DIGEST = "0123456789abcdef".repeat(4);
  private static final Duration UNTIL_DUE = Duration.ofDays(31);

  private LogEntries() {}

  /** Statements of one erasure, in order. */
  static List<Statement> request(long number, Instant time) {
    AuditSource source = AuditSource.request("er_%032x".formatted(number));
    List<Statement> said = new ArrayList<>();
    said.add(
        next(source, said, EntryType.REQUEST_RECEIVED, time)
            .with(AuditField.SCOPE_TYPE, "twin")
            .with(AuditField.SCOPE, DIGEST)
            .with(AuditField.ACTOR, DIGEST)
            .with(AuditField.REASON, "owner_request")
            .with(AuditField.RECEIVED_AT, time)
            .with(AuditField.DEADLINE, time.plus(UNTIL_DUE)));
    said.add(next(source, said, EntryType.PLANNED, time).with(AuditField.NAMESPACES, 1));
    said.add(intent(source, said, time, "fence", 0));
    said.add(next(source, said, EntryType.FENCED, time).with(AuditField.INTENT, 0));
    said.add(next(source, said, EntryType.DRAINED, time).with(AuditField.WRITERS, 2));
    said.add(
        intent(source, said, time, "erase", 1).with(AuditField.PARTICIPANT, "reembed.vectors"));
    said.add(answer(source, said, EntryType.DELETED, time).with(AuditField.INTENT, 1));
    said.add(
        answer(source, said, EntryType.VERIFIED, time)
            .with(AuditField.INTENT, 2)
            .with(AuditField.CONTROL_PASSED, true));
    said.add(
        next(source, said, EntryType.CONFIRMED_LIVE, time)
            .with(AuditField.SCOPE_TYPE, "twin")
            .with(AuditField.SCOPE, DIGEST)
            .with(AuditField.DEADLINE, time.plus(UNTIL_DUE))
            .with(AuditField.CONTROL_PASSED, true)
            .with(AuditField.REMAINING, 0)
            .with(AuditField.RESIDUALS, 0));
    return said;
  }

  private static Statement intent(
      AuditSource source, List<Statement> said, Instant time, String method, long number) {
    return next(source, said, EntryType.INTENT, time)
        .with(AuditField.METHOD, method)
        .with(AuditField.INTENT, number);
  }

  private static Statement answer(
      AuditSource source, List<Statement> said, EntryType type, Instant time) {
    return next(source, said, type, time)
        .with(AuditField.PARTICIPANT, "reembed.vectors")
        .with(AuditField.EVIDENCE, DIGEST)
        .with(AuditField.FOUND, 3)
        .with(AuditField.DELETED, 3)
        .with(AuditField.REMAINING, 0);
  }

  private static Statement next(
      AuditSource source, List<Statement> said, EntryType type, Instant time) {
    return Statement.of(source, said.size(), type, time.plusMillis(said.size()));
  }
}
