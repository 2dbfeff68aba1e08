package io.palimpsest.reembed.fence;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Sent;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.fencing.Work;
import java.time.Duration;

/** Work on nothing: everything asked for was fenced. */
enum NoWork implements Work {
  INSTANCE;

  @Override
  public Deadline deadline() {
    return Deadline.after(Ticker.system(), Duration.ZERO);
  }

  @Override
  public Sent send() {
    throw new IllegalStateException("nothing was admitted");
  }

  @Override
  public void close() {}
}
