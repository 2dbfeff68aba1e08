package io.palimpsest.erasure.plan;

import io.palimpsest.erasure.demand.Keys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Wires inventories. */
@ApplicationScoped
class InventoryBeans {
  @Produces
  @Singleton
  ThreeSides inventories(ScopeDirectory directory, LedgerPlaces ledger, StoreSide store) {
    return new ThreeSides(directory, ledger, store);
  }

  @Produces
  @Singleton
  KeptNames kept(Keys keys) {
    return new KeptNames(keys);
  }
}
