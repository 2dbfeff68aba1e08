package io.palimpsest.reembed.intake;

import io.palimpsest.reembed.index.Outcome;
import io.palimpsest.reembed.index.Task;

/** Counts what becomes of tasks. */
public interface Tally {
  /** A task is over. */
  void ended(Task task, Outcome.Final outcome);

  /** A record was read whose content had been erased. */
  void erased();

  /** A task waits for another attempt. */
  void postponed(String reason);

  /** Tells both, the other one after this one. */
  default Tally and(Tally other) {
    Tally first = this;
    return new Tally() {
      @Override
      public void ended(Task task, Outcome.Final outcome) {
        first.ended(task, outcome);
        other.ended(task, outcome);
      }

      @Override
      public void erased() {
        first.erased();
        other.erased();
      }

      @Override
      public void postponed(String reason) {
        first.postponed(reason);
        other.postponed(reason);
      }
    };
  }
}
