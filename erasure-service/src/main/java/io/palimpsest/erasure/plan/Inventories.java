package io.palimpsest.erasure.plan;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Plan;

/** Who takes inventories. */
public interface Inventories {
  /**
   * The plan with everything in it that there is of the scope, for a round of deletion. Nothing can
   * be added to the scope any more: its drain is over.
   *
   * @throws RuntimeException when one side cannot be asked now: then nothing is known; try again
   */
  Plan taken(ErasureRequest request, int round) throws InterruptedException;
}
