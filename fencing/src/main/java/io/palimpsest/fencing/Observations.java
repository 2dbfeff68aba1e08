package io.palimpsest.fencing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/**
 * Which fences are applied and not yet observed, and which work each of them waits for. Guarded by
 * the lock of {@link WriterState}.
 */
final class Observations {
  /** All rows of the table below the ticket may have been admitted without the fences up to it. */
  private record Mark(long sequence, long ticket) {}

  private final Deque<Mark> marks = new ArrayDeque<>();
  private long observed = -1;

  /** Notes that the fences up to a sequence hold for every row from a ticket on. */
  void applied(long sequence, long ticket) {
    long newest = marks.isEmpty() ? observed : marks.getLast().sequence();
    if (sequence > newest) {
      marks.add(new Mark(sequence, ticket));
    }
  }

  /** The newest sequence that can be called observed and has not been. */
  OptionalLong due(WorkTable table, long now) {
    OptionalLong due = OptionalLong.empty();
    for (Mark mark : marks) {
      if (!table.settledBefore(mark.ticket(), now)) {
        break;
      }
      due = OptionalLong.of(mark.sequence());
    }
    return due;
  }

  /** Notes that a sequence was published as observed. */
  void published(long sequence) {
    observed = Math.max(observed, sequence);
    marks.removeIf(mark -> mark.sequence() <= observed);
  }

  boolean pending() {
    return !marks.isEmpty();
  }

  /** Under a new id nothing has been observed yet. */
  void startOver() {
    marks.clear();
    observed = -1;
  }
}
