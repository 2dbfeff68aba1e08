package io.palimpsest.reembed.erase;

import io.palimpsest.fencing.Work;

/** Where a task gets its works from, one for each part that is sent within one deadline. */
interface Works {
  /**
   * A work, to be closed by the caller.
   *
   * @throws RefusedTaskException when this process gets no lease in its time
   */
  Work admit() throws InterruptedException;
}
