package io.palimpsest.vectorstore;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.DeadlinePassedException;
import io.palimpsest.fencing.Sent;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.fencing.Work;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Work that is always admitted, and counts what it is told. */
public final class CountedWork implements Work {
  private final Deadline deadline;
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger unanswered = new AtomicInteger();

  private CountedWork(Duration span) {
    deadline = Deadline.after(Ticker.system(), span);
  }

  /** Work with a deadline counted from now. */
  public static CountedWork within(Duration span) {
    return new CountedWork(span);
  }

  @Override
  public Deadline deadline() {
    return deadline;
  }

  @Override
  public Sent send() {
    if (deadline.passed()) {
      throw new DeadlinePassedException();
    }
    sent.incrementAndGet();
    return new Sent() {
      @Override
      public void answered() {
        answered.incrementAndGet();
      }

      @Override
      public void unanswered() {
        unanswered.incrementAndGet();
      }
    };
  }

  @Override
  public void close() {}

  public int sent() {
    return sent.get();
  }

  public int answers() {
    return answered.get();
  }

  public int withoutAnswer() {
    return unanswered.get();
  }
}
