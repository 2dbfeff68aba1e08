package io.palimpsest.reembed.fence;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Sent;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.fencing.Work;
import java.time.Duration;

/**
 * Work that knows when none of its requests can take effect any more: each, retries counted singly,
 * was answered, or ended without an answer more than the landing bound ago. Only then may an intent
 * be closed.
 */
public final class SettlingWork implements Work {
  private final Work inner;
  private final Ticker ticker;
  private final long landing;
  private int underWay;
  private boolean anyUnanswered;
  private long lastUnanswered;

  SettlingWork(Work inner, Ticker ticker, Duration landing) {
    this.inner = inner;
    this.ticker = ticker;
    this.landing = landing.toNanos();
  }

  @Override
  public Deadline deadline() {
    return inner.deadline();
  }

  @Override
  public Sent send() {
    Sent sent = inner.send();
    synchronized (this) {
      underWay++;
    }
    return new Counted(sent);
  }

  /** Time until everything has settled; call it when no call is under way any more. */
  public synchronized Duration untilSettled() {
    if (underWay > 0) {
      throw new IllegalStateException("a call is under way");
    }
    long left = anyUnanswered ? lastUnanswered + landing - ticker.nanos() : 0;
    return Duration.ofNanos(Math.max(0, left));
  }

  @Override
  public void close() {
    inner.close();
  }

  private synchronized void ended(boolean answered) {
    underWay--;
    if (!answered) {
      anyUnanswered = true;
      lastUnanswered = ticker.nanos();
    }
  }

  private final class Counted implements Sent {
    private final Sent sent;
    private boolean told;

    Counted(Sent sent) {
      this.sent = sent;
    }

    @Override
    public void answered() {
      sent.answered();
      tell(true);
    }

    @Override
    public void unanswered() {
      sent.unanswered();
      tell(false);
    }

    private void tell(boolean answered) {
      if (!told) {
        told = true;
        ended(answered);
      }
    }
  }
}
