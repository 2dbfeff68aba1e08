package io.palimpsest.fencing;

import java.util.UUID;

/** The answer to a writer that wants to write or delete content. */
public sealed interface Admission {
  /**
   * The work may send until its deadline.
   *
   * @param work to be closed by the caller, always
   */
  record Admitted(Work work) implements Admission {}

  /**
   * A uid on the path is fenced: refuse for ever, count it, delete nothing.
   *
   * @param fencedUid the uid
   */
  record Refused(UUID fencedUid) implements Admission {}

  /** The writer has no valid lease now: nothing is known to be wrong, ask again later. */
  record Unleased() implements Admission {}
}
