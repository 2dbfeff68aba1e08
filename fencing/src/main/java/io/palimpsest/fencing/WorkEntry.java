package io.palimpsest.fencing;

import java.util.Set;

/** One row of the table of admitted work. Guarded by the lock of {@link WriterState}. */
final class WorkEntry {
  private final long ticket;
  private long deadlineAt;
  private int inFlight;
  private boolean unanswered;
  private long lastReturn;
  private boolean closed;

  WorkEntry(long ticket) {
    this.ticket = ticket;
  }

  long ticket() {
    return ticket;
  }

  long deadlineAt() {
    return deadlineAt;
  }

  void deadlineAt(long at) {
    deadlineAt = at;
  }

  boolean closed() {
    return closed;
  }

  void sent() {
    inFlight++;
  }

  void answered(Set<Guard> guards) {
    inFlight--;
    if (!guards.contains(Guard.RETRIES_COUNT_SINGLY)) {
      unanswered = false;
    }
  }

  void unanswered(long now) {
    inFlight--;
    unansweredSince(now);
  }

  /** Requests whose end was never told may have been sent until this moment. */
  void close(long now) {
    if (!closed && inFlight > 0) {
      inFlight = 0;
      unansweredSince(now);
    }
    closed = true;
  }

  /** Whether nothing of it can be sent, and nothing of it can land, any more. */
  boolean settled(long now, long landing, Set<Guard> guards) {
    boolean over = closed || (!guards.contains(Guard.CLOSED_BEFORE_OBSERVED) && late(now));
    boolean landed = !guards.contains(Guard.LANDING_BEFORE_OBSERVED) || landed(now, landing);
    return over && landed;
  }

  private boolean late(long now) {
    return now - deadlineAt >= 0;
  }

  private boolean landed(long now, long landing) {
    return !unanswered || now - lastReturn > landing;
  }

  /** Nanoseconds until it settles by itself, if nothing but landing is missing. */
  long settlesIn(long now, long landing) {
    return closed ? lastReturn + landing + 1 - now : Long.MAX_VALUE;
  }

  private void unansweredSince(long now) {
    unanswered = true;
    lastReturn = now;
  }
}
