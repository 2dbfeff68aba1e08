package io.palimpsest.erasure.restore;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** The gate's comparison as a start makes it, of a database that a test has put back. */
@ApplicationScoped
public class GateRun {
  private final OuterReader reader;
  private final HoldReplay holds;
  private final Replay replay;
  private final LastSeen seen;

  GateRun(OuterReader reader, HoldReplay holds, Replay replay, LastSeen seen) {
    this.reader = reader;
    this.holds = holds;
    this.replay = replay;
    this.seen = seen;
  }

  /** How many requests and holds were made again. */
  public int run() throws InterruptedException {
    Outer outer = reader.read(seen.at().orElseThrow().minus(Duration.ofDays(1)));
    return holds.holds(outer.copies()) + replay.requests(outer);
  }
}
