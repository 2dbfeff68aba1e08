package io.palimpsest.erasure.model;

/** Where a request lies for those who work through them. */
public enum Shelf {
  /** Not ended; the legal deadline that is next comes first. */
  UNDER_WAY,
  /** Of these, what waits for somebody's consent. */
  AWAITING,
  /** Ended; newest first. */
  ENDED,
  /** Plans that were asked for to be looked at; newest first. */
  PREVIEWS;

  /** Whether the deadline gives the order. */
  public boolean byDeadline() {
    return this == UNDER_WAY || this == AWAITING;
  }
}
