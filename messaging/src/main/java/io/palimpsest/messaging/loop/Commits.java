package io.palimpsest.messaging.loop;

/** When a loop commits what is settled. */
public enum Commits {
  /** Never: the consumer is in no group. */
  NEVER,
  /** After each poll, waiting for it. */
  EACH_TURN,
  /** A few times a second, without waiting: reading goes on meanwhile. */
  IN_PASSING
}
