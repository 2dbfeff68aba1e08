package io.palimpsest.reembed.index;

import java.util.List;
import java.util.Map;

/** Takes batches of tasks, of different entities, to one outcome each. Thread-safe. */
@FunctionalInterface
public interface Batches {
  /** Works on the tasks. On return each has an outcome; on a throw nothing is known of any. */
  Map<Task, Outcome> run(List<Task> tasks) throws InterruptedException;
}
