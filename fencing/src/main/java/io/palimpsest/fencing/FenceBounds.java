package io.palimpsest.fencing;

import java.time.Duration;

/**
 * The three bounds that the protocol rests on. All services of an installation use the same ones.
 *
 * @param lease age, counted from the beginning of a poll of the fences, up to which a writer may
 *     admit work on it
 * @param deadline time after its admission in which a work may send requests
 * @param landing longest time after its sending in which a store may still apply a request; covers
 *     the client's buffers, the kernel's retransmission, proxies and the store itself
 */
public record FenceBounds(Duration lease, Duration deadline, Duration landing) {
  /** The lease where none is configured. */
  public static final String LEASE = "PT1S";

  /** The deadline where none is configured: above the delivery timeout of a producer. */
  public static final String DEADLINE = "PT5S";

  /**
   * The landing bound where none is configured: some retransmissions of the kernel, a proxy and a
   * queue of a hosted store. A store far away or behind more of these needs a longer one.
   */
  public static final String LANDING = "PT5S";

  public FenceBounds {
    requirePositive("lease", lease);
    requirePositive("deadline", deadline);
    requirePositive("landing", landing);
  }

  /** What holds where nothing is configured. */
  public static FenceBounds standard() {
    return new FenceBounds(
        Duration.parse(LEASE), Duration.parse(DEADLINE), Duration.parse(LANDING));
  }

  /** Time after a fence's acknowledgement in which all work admitted without it has landed. */
  public Duration patience() {
    return lease.plus(deadline).plus(landing);
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be positive, is " + value);
    }
  }
}
