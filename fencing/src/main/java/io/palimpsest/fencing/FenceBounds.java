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
  public FenceBounds {
    requirePositive("lease", lease);
    requirePositive("deadline", deadline);
    requirePositive("landing", landing);
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
