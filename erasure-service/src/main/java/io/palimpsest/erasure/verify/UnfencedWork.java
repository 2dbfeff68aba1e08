package io.palimpsest.erasure.verify;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.DeadlinePassedException;
import io.palimpsest.fencing.Sent;
import io.palimpsest.fencing.Work;

/**
 * Work that no fence can concern: the control vector is of no scope, so its writer needs no
 * admission, and nobody ever drains it.
 */
record UnfencedWork(Deadline deadline) implements Work {
  @Override
  public Sent send() {
    if (deadline.passed()) {
      throw new DeadlinePassedException();
    }
    return Nobody.WAITS;
  }

  @Override
  public void close() {
    // Nobody waits for it.
  }

  private enum Nobody implements Sent {
    WAITS;

    @Override
    public void answered() {
      // Nobody waits for it.
    }

    @Override
    public void unanswered() {
      // Nobody waits for it.
    }
  }
}
