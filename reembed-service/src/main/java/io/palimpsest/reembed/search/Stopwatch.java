package io.palimpsest.reembed.search;

import io.palimpsest.fencing.Ticker;
import java.time.Duration;

/** Times the steps of one search. */
final class Stopwatch {
  private final Ticker ticker;
  private long begin;

  Stopwatch(Ticker ticker) {
    this.ticker = ticker;
    this.begin = ticker.nanos();
  }

  /** Time since the start or the last lap. */
  Duration lap() {
    long now = ticker.nanos();
    Duration lap = Duration.ofNanos(now - begin);
    begin = now;
    return lap;
  }

  /** Milliseconds with three decimals. */
  static double milliseconds(Duration duration) {
    return Math.round(duration.toNanos() / 1_000.0) / 1_000.0;
  }
}
