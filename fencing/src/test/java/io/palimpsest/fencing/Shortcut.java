package io.palimpsest.fencing;

/**
 * A step of the protocol that the process around the state machines is responsible for, left out:
 * each one has to make the simulation find erased content again.
 */
enum Shortcut {
  /** The writer takes its registration for acknowledged as soon as it is sent. */
  WORKS_BEFORE_ACKNOWLEDGEMENT,
  /** The writer reads the fences, then registers. */
  READS_BEFORE_REGISTRATION,
  /** A poll that came back before the end renews the lease. */
  POLL_STOPS_SHORT,
  /** The worker looks at the snapshot before it enters the table. */
  DECIDES_BEFORE_ENTERING,
  /** The writer does not look for its own eviction. */
  IGNORES_EVICTION,
  /** A process that was killed starts again under its old id. */
  KEEPS_ID_OVER_RESTART,
  /** The coordinator reads the roll, then writes the fence. */
  READS_ROLL_BEFORE_FENCE,
  /** A coordinator that was restarted takes the wait for over. */
  KEEPS_TIMER_OVER_RESTART,
  /** Eviction does not wait for the lease. */
  EVICTS_WITHOUT_LEASE,
  /** Eviction does not wait for the deadline. */
  EVICTS_WITHOUT_DEADLINE,
  /** Eviction does not wait for the landing. */
  EVICTS_WITHOUT_LANDING
}
