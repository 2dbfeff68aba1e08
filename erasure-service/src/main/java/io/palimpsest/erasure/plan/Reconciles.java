package io.palimpsest.erasure.plan;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Has the ledger of a tenant compared with the store, and what is missing or too much repaired. A
 * delete by name that was stalled past a readmission may have hit what came back, and nobody who
 * looks by the old uid alone would see that.
 */
@FunctionalInterface
public interface Reconciles {
  /**
   * Starts one; where no such tenant lives there is nothing to compare.
   *
   * @param tenant {@code creator:ID} or {@code organization:ID}; null for all
   * @param erased the scope for which leave to come back was given: rows of it that came back with
   *     a restore are nobody's, and go
   * @throws RuntimeException when it cannot be started now: try again
   */
  void start(@Nullable String tenant, UUID erased);
}
