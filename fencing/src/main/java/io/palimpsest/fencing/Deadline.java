package io.palimpsest.fencing;

import java.time.Duration;

/** A fixed point on this process's own clock after which nothing may be sent. Never renewed. */
public final class Deadline {
  private final Ticker ticker;
  private final long at;

  private Deadline(Ticker ticker, long at) {
    this.ticker = ticker;
    this.at = at;
  }

  /** A deadline at a reading of the ticker, for work whose clock was read before. */
  public static Deadline at(Ticker ticker, long nanos) {
    return new Deadline(ticker, nanos);
  }

  /** A deadline counted from now, for reads and other calls that need no admission. */
  public static Deadline after(Ticker ticker, Duration span) {
    return new Deadline(ticker, ticker.nanos() + span.toNanos());
  }

  /** Time left; zero when it has passed. To be set on the call itself. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, at - ticker.nanos()));
  }

  /** The same in milliseconds, at least 1: clients take 0 for no bound. */
  public long millisLeft() {
    return Math.max(1, remaining().toMillis());
  }

  /** Whether it has passed. */
  public boolean passed() {
    return ticker.nanos() - at >= 0;
  }
}
