package io.palimpsest.reembed.change;

/** Priority classes, the most urgent first. */
public enum Lane {
  /** Deleting what somebody asked to be gone. */
  ERASURE,
  /** Changes as they happen. */
  LIVE,
  /** Long work over what exists already. */
  BACKFILL
}
