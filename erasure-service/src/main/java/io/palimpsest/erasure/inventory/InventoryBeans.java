package io.palimpsest.erasure.inventory;

import io.palimpsest.erasure.plan.ScopeDirectory;
import io.palimpsest.sealing.HttpKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

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
  KeptNames kept(
      InventorySettings settings,
      @ConfigProperty(name = "palimpsest.service-token", defaultValue = "none") String token) {
    return new KeptNames(new HttpKeys(settings.keysUrl(), token));
  }
}
