package io.palimpsest.reembed.channel;

import io.palimpsest.reembed.pipeline.Outcome;
import io.palimpsest.reembed.pipeline.Task;

/** Counts what becomes of tasks. */
public interface Tally {
  /** A task is over. */
  void ended(Task task, Outcome.Final outcome);

  /** A record was read whose content had been erased. */
  void erased();

  /** A task waits for another attempt. */
  void postponed(String reason);
}
