package io.palimpsest.fencing;

import java.util.Set;
import java.util.TreeMap;

/**
 * The table of admitted work, in order of admission. Guarded by the lock of {@link WriterState}.
 */
final class WorkTable {
  private final TreeMap<Long, WorkEntry> unsettled = new TreeMap<>();
  private final long landing;
  private final Set<Guard> guards;
  private long nextTicket;

  WorkTable(FenceBounds bounds, Set<Guard> guards) {
    this.landing = bounds.landing().toNanos();
    this.guards = guards;
  }

  WorkEntry enter() {
    WorkEntry entry = new WorkEntry(nextTicket++);
    unsettled.put(entry.ticket(), entry);
    return entry;
  }

  /** Takes out a row that was never admitted. */
  void withdraw(WorkEntry entry) {
    unsettled.remove(entry.ticket());
  }

  /** Ticket of the next row: everything in the table now has a smaller one. */
  long nextTicket() {
    return nextTicket;
  }

  /** Whether of every row with a smaller ticket nothing can land any more. */
  boolean settledBefore(long ticket, long now) {
    dropSettled(now);
    return unsettled.isEmpty() || unsettled.firstKey() >= ticket;
  }

  /** Nanoseconds until the oldest row may settle by itself. */
  long settlesIn(long now) {
    return unsettled.isEmpty()
        ? Long.MAX_VALUE
        : unsettled.firstEntry().getValue().settlesIn(now, landing);
  }

  /** Takes the row out if it is settled, so that the table stays as small as the work at hand. */
  void closed(WorkEntry entry, long now) {
    if (entry.settled(now, landing, guards)) {
      unsettled.remove(entry.ticket());
    }
  }

  private void dropSettled(long now) {
    while (!unsettled.isEmpty()
        && unsettled.firstEntry().getValue().settled(now, landing, guards)) {
      unsettled.pollFirstEntry();
    }
  }
}
