package io.palimpsest.audit.verify;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one request said so far, and what it owes by that. For one thread. */
final class Trail {
  private final String ref;
  private final Findings findings;
  private final Set<Object> intents = new HashSet<>();
  private final Map<String, Long> remaining = new HashMap<>();
  private @Nullable Instant due;
  private @Nullable Object scope;
  private @Nullable Instant heldSince;
  private @Nullable EntryType end;
  private @Nullable Instant residualUntil;
  private boolean received;
  private boolean excused;
  private boolean cameBack;
  private int holds;

  /**
   * @param end how it ended before, null when nothing of it was seen
   */
  Trail(String ref, Findings findings, @Nullable EntryType end) {
    this.ref = ref;
    this.findings = findings;
    this.end = end;
    this.received = end != null;
  }

  /** Takes in what the request said at an index. */
  void see(long index, Statement said) {
    switch (said.type()) {
      case REQUEST_RECEIVED -> received(said);
      case DEADLINE_EXTENDED -> due = date(said, AuditField.DEADLINE).orElse(due);
      case HELD -> held(said);
      case RELEASED -> released(said);
      case INTENT -> intents.add(value(said, AuditField.INTENT));
      case FENCED, DELETED -> outcome(index, said);
      case VERIFIED -> verified(index, said);
      case RESURRECTION_DETECTED -> cameBack = true;
      case RESURRECTION_REPAIRED, RESTORE_REPLAYED -> cameBack = false;
      case CONFIRMED_LIVE -> confirmed(index, said);
      case NOTHING_FOUND, REJECTED, REFUSED, CANCELLED -> ended(index, said);
      case APPEALED -> appealed(index, said);
      case PHYSICALLY_EXPIRED -> expired(index, said);
      default -> {
        // Tells of what was done; promises nothing.
      }
    }
  }

  /** Whether nothing is owed any more, so that it can be forgotten. */
  boolean isSettled() {
    return (end != null || !received) && residualUntil == null && intents.isEmpty() && !cameBack;
  }

  @Nullable EntryType end() {
    return end;
  }

  /** Whether it is a request at all: of a dry run the log has the plan alone. */
  boolean wasReceived() {
    return received;
  }

  boolean isHeld() {
    return holds > 0;
  }

  /** The log has nothing more to say, as of a time. */
  void close(Instant at) {
    if (received && end == null && due != null && at.isAfter(due)) {
      if (isHeld()) {
        noted("is held, and was due " + due);
      } else {
        unkept("was due " + due + " and has not ended");
      }
    }
    if (cameBack) {
      unkept("something came back, and nothing says that it was removed");
    }
    if (end != null && !intents.isEmpty()) {
      noted("has ended, and " + intents.size() + " of its intents are under way again");
    }
    if (residualUntil != null && at.isAfter(residualUntil)) {
      noted("what is left was to be gone by " + residualUntil + ", and nobody has said so yet");
    }
  }

  private void received(Statement said) {
    received = true;
    due = date(said, AuditField.DEADLINE).orElse(null);
    scope = said.data().get(AuditField.SCOPE);
    if (said.seq() != 0 || due == null) {
      unkept("is not received by its first statement, with a due date");
    }
  }

  private void held(Statement said) {
    holds++;
    if (heldSince == null) {
      heldSince = said.time();
    }
  }

  private void released(Statement said) {
    holds = Math.max(0, holds - 1);
    if (holds == 0) {
      boolean atDue =
          due != null && heldSince != null && !heldSince.isAfter(due) && said.time().isAfter(due);
      excused |= atDue;
      heldSince = null;
    }
  }

  private void outcome(long index, Statement said) {
    if (!intents.remove(value(said, AuditField.INTENT))) {
      unkept("entry " + index + " is the outcome of an intent that was not logged");
    }
  }

  private void verified(long index, Statement said) {
    remaining.put(value(said, AuditField.PARTICIPANT), count(said, AuditField.REMAINING));
    if (Boolean.FALSE.equals(said.data().get(AuditField.CONTROL_PASSED))) {
      unkept("entry " + index + ": the control was not found, so its zeros show nothing");
    }
  }

  private void confirmed(long index, Statement said) {
    if (count(said, AuditField.REMAINING) != 0) {
      unkept("entry " + index + " confirms although something remains");
    }
    if (!Boolean.TRUE.equals(said.data().get(AuditField.CONTROL_PASSED))) {
      unkept("entry " + index + " confirms although the control was not passed");
    }
    if (remaining.isEmpty() || remaining.values().stream().anyMatch(left -> left != 0)) {
      unkept("entry " + index + " confirms what was not verified as gone");
    }
    if (!intents.isEmpty()) {
      unkept("entry " + index + " confirms, and " + intents.size() + " intents have no outcome");
    }
    if (scope != null && !scope.equals(said.data().get(AuditField.SCOPE))) {
      unkept("entry " + index + " confirms another scope than was asked for");
    }
    residualUntil = date(said, AuditField.RESIDUAL_UNTIL).orElse(null);
    ended(index, said);
  }

  private void ended(long index, Statement said) {
    if (!received) {
      unkept("entry " + index + " ends a request that was never received");
    }
    if (end != null) {
      unkept("entry " + index + " ends it once more");
    }
    if (end == null && due != null && said.time().isAfter(due)) {
      if (excused || isHeld()) {
        noted("was due " + due + ", was held then, and ended " + said.time());
      } else {
        unkept("was due " + due + " and ended " + said.time());
      }
    }
    end = said.type();
    remaining.clear();
  }

  /** Whether a request that ended so may be opened again by an appeal. */
  static boolean isRefusal(@Nullable EntryType end) {
    return end == EntryType.REFUSED || end == EntryType.REJECTED;
  }

  /** A refusal was appealed: an end is owed again, by the date that the request had. */
  private void appealed(long index, Statement said) {
    if (!isRefusal(end)) {
      unkept("entry " + index + " appeals what was not refused");
    }
    end = null;
    due = date(said, AuditField.DEADLINE).orElse(null);
    scope = said.data().get(AuditField.SCOPE);
  }

  private void expired(long index, Statement said) {
    if (end != EntryType.CONFIRMED_LIVE || count(said, AuditField.REMAINING) != 0) {
      unkept(
          "entry " + index + " calls gone what was not confirmed, or of which something remains");
    }
    residualUntil = null;
  }

  private void unkept(String what) {
    findings.unkept("request " + ref, what);
  }

  private void noted(String what) {
    findings.noted("request " + ref, what);
  }

  private static String value(Statement said, AuditField field) {
    return String.valueOf(said.data().get(field));
  }

  /** A count that is not there is not zero. */
  private static long count(Statement said, AuditField field) {
    return said.data().get(field) instanceof Long count ? count : -1;
  }

  private static Optional<Instant> date(Statement said, AuditField field) {
    return Optional.ofNullable(said.data().get(field)).map(text -> Instant.parse((String) text));
  }
}
