package io.palimpsest.erasure.phase;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * What the planner has to know beside the request itself.
 *
 * @param hold whether a legal hold lies on the scope, a parent of it or something under it; asked
 *     only before a step that a hold forbids
 * @param cover the request that covers this one and is past its fence
 * @param now the present
 * @param grace how long after its expiry something of an attempt may yet be sent or land: the bound
 *     of clock skew and the landing
 */
public record Situation(BooleanSupplier hold, Optional<Cover> cover, Instant now, Duration grace) {

  boolean held() {
    return hold.getAsBoolean();
  }

  /** The step, or waiting where a hold forbids it. */
  Step unlessHeld(Step step) {
    return held() ? new Step.Await(Step.Awaited.HOLD_RELEASED, null) : step;
  }

  /**
   * A request that covers another.
   *
   * @param id its id
   * @param ended whether it has ended
   * @param confirmed whether it ended with a confirmation
   */
  public record Cover(UUID id, boolean ended, boolean confirmed) {}
}
