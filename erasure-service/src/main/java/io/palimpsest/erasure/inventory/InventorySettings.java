package io.palimpsest.erasure.inventory;

import io.smallrye.config.ConfigMapping;
import java.net.URI;

/** How inventories are taken and kept. */
@ConfigMapping(prefix = "palimpsest.erasure.inventory")
public interface InventorySettings {
  /** Address of the service that owns the keys under which names are kept after the end. */
  URI keysUrl();
}
