package io.palimpsest.erasure.inventory;

import io.palimpsest.erasure.key.Keys;
import io.palimpsest.erasure.plan.ScopeDirectory;
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
