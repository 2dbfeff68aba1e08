package io.palimpsest.reembed.route;

import static io.palimpsest.reembed.route.Side.NEW;
import static io.palimpsest.reembed.route.Side.OLD;

import java.util.EnumSet;
import java.util.Set;

/** Stages of a route, in their order: what is written, who answers, who is asked beside. */
public enum Stage {
  /** Nothing has begun. */
  OFF(EnumSet.of(OLD), OLD, false),
  /** Changes go to both; what is older is filled in behind. */
  DUALWRITE(EnumSet.of(OLD, NEW), OLD, false),
  /** The new side is asked too, and its answers are compared. */
  SHADOW(EnumSet.of(OLD, NEW), OLD, true),
  /** The new side answers; the old one is compared. */
  LIVE(EnumSet.of(OLD, NEW), NEW, true),
  /** The old side is kept up for a way back, and asked no more. */
  RAMPDOWN(EnumSet.of(OLD, NEW), NEW, false),
  /** The old side is given up. There is no way back. */
  COMPLETE(EnumSet.of(NEW), NEW, false);

  private final EnumSet<Side> writes;
  private final Side answers;
  private final boolean compares;

  Stage(EnumSet<Side> writes, Side answers, boolean compares) {
    this.writes = writes;
    this.answers = answers;
    this.compares = compares;
  }

  /** Sides that every change is written to. */
  public Set<Side> writes() {
    return Set.copyOf(writes);
  }

  /** The side that answers, and whose outcome of a change is announced. */
  public Side answers() {
    return answers;
  }

  /** Whether the new side answers. */
  public boolean newAnswers() {
    return answers == Side.NEW;
  }

  /** Whether the side that does not answer is asked too. */
  public boolean compares() {
    return compares;
  }
}
