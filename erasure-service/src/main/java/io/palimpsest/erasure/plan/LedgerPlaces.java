package io.palimpsest.erasure.plan;

import java.util.List;
import java.util.UUID;

/** The ledger, as an inventory asks it. */
public interface LedgerPlaces {
  /**
   * Every place that a row with the uid on its path names.
   *
   * @throws RuntimeException when the ledger cannot be asked now; try again
   */
  List<Place> of(UUID scope);

  /**
   * Where vectors are.
   *
   * @param target name of the target
   * @param namespace name of the namespace in it
   */
  record Place(String target, String namespace) {}
}
