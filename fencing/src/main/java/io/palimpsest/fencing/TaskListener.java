package io.palimpsest.fencing;

/** Told of every task that a participant has read; called on the thread that reads. */
@FunctionalInterface
public interface TaskListener {
  /**
   * A task was judged.
   *
   * @param participant on whose topic it lay
   */
  void judged(String participant, TaskVerdict verdict);
}
