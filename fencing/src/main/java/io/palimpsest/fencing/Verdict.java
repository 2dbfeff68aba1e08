package io.palimpsest.fencing;

import java.util.UUID;

/** What {@link WriterState} decides on work that has entered the table. */
sealed interface Verdict {
  /** It may send until the deadline, a reading of the clock. */
  record Admit(long deadlineAt) implements Verdict {}

  /** A uid is fenced. */
  record Refuse(UUID uid) implements Verdict {}

  /** There is no valid lease. */
  record Unleased() implements Verdict {}
}
