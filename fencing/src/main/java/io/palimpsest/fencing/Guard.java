package io.palimpsest.fencing;

import java.util.EnumSet;
import java.util.Set;

/**
 * The guards of the protocol that the two state machines hold up, each named so that a test can
 * take it away and watch a simulation find the erased content again. Production has them all.
 */
enum Guard {
  /** Nothing is admitted on a poll of the fences that began a lease ago or earlier. */
  LEASE,
  /** The lease's age counts from the beginning of the poll, not from its end. */
  LEASE_COUNTS_FROM_START,
  /** Nothing is sent after the deadline of its work. */
  DEADLINE,
  /** A retry does not renew the deadline. */
  DEADLINE_NEVER_RENEWED,
  /** A work counts until its calls have returned; that its deadline has passed is not enough. */
  CLOSED_BEFORE_OBSERVED,
  /** A request without an answer counts until a landing bound has passed. */
  LANDING_BEFORE_OBSERVED,
  /** An answer settles one request, not the earlier attempts of it. */
  RETRIES_COUNT_SINGLY,
  /** A graceful stop leaves the roll under the condition of Observed. */
  SETTLED_BEFORE_LEAVING,
  /** Nothing is drained before the whole roll has answered. */
  ROLL_CALL,
  /** For every fence but the one that evicted it, an evicted id counts until its tombstone. */
  EVICTED_COUNTS_UNTIL_BURIED,
  /** An evicted id's tombstone is written only when the same span has passed again. */
  BURIED_AFTER_PATIENCE;

  static Set<Guard> all() {
    return EnumSet.allOf(Guard.class);
  }
}
