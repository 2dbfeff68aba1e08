package io.palimpsest.jobs;

/** How a job stands. */
public enum State {
  /** To be taken by the next runner that is free. */
  WAITING,
  /** A runner is at it. */
  RUNNING,
  /** An operator stopped it for a while. */
  PAUSED,
  /** An operator stopped it for good. */
  CANCELLED,
  /** It came to its end. */
  DONE,
  /** It cannot go on by itself; may be resumed where it was. */
  FAILED
}
