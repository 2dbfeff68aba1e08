package io.palimpsest.reembed.route;

import io.palimpsest.reembed.index.Batches;
import io.palimpsest.reembed.index.Outcome;
import io.palimpsest.reembed.index.Task;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Remembers the log sequence numbers of a target's writes, which mean nothing to any other. */
public final class MarkingBatches implements Batches {
  private final Batches target;
  private final Watermarks watermarks;

  /**
   * @param target writes
   * @param watermarks remembers, for this target alone
   */
  public MarkingBatches(Batches target, Watermarks watermarks) {
    this.target = target;
    this.watermarks = watermarks;
  }

  @Override
  public Map<Task, Outcome> run(List<Task> tasks) throws InterruptedException {
    Map<Task, Outcome> outcomes = target.run(tasks);
    outcomes.forEach(this::mark);
    return outcomes;
  }

  private void mark(Task task, Outcome outcome) {
    switch (outcome) {
      case Outcome.Embedded embedded -> mark(task, embedded.lsn());
      case Outcome.Removed removed -> mark(task, removed.lsn());
      default -> {
        // Nothing was written: what was visible before still is.
      }
    }
  }

  private void mark(Task task, OptionalLong lsn) {
    lsn.ifPresent(
        number ->
            watermarks.written(task.change().entity().uid(), task.change().revision(), number));
  }
}
