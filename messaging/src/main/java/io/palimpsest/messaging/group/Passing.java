package io.palimpsest.messaging.group;

/** How far a group is, compared with ends that were read before. */
public enum Passing {
  /** Everything before the ends is settled. */
  PASSED,
  /** Something before the ends may not be settled yet. */
  BEHIND,
  /** The ends are those of a topic that is no more, and say nothing. */
  VOID
}
