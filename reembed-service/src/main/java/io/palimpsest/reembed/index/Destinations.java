package io.palimpsest.reembed.index;

import java.util.UUID;

/** Where changes go now: what was decided before a move must not be written after it. */
@FunctionalInterface
public interface Destinations {
  /**
   * Whether changes of a tenant are written to a target now.
   *
   * @throws io.palimpsest.reembed.ledger.LedgerUnavailableException when that is not known
   */
  boolean include(UUID tenant, String target);

  /** There is one target, and everything goes there. */
  static Destinations everywhere() {
    return (tenant, target) -> true;
  }
}
