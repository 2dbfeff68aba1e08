package io.palimpsest.local.stack;

import java.io.IOException;

/** Knows how one kind of part is launched. */
interface Recipe {

  /**
   * Prepares the data folder and describes the process.
   *
   * @throws StackException when something is not built
   */
  Launch launch(Setting setting) throws IOException;

  /** The recipe of a part; every part has one. */
  static Recipe of(Part part) {
    return switch (part) {
      case BROKER -> new BrokerRecipe();
      case REGISTRY -> new RegistryRecipe();
      case DOCUMENTS -> new DocumentsRecipe();
      case VECTORS -> new VectorsRecipe();
      case GATEWAY -> new GatewayRecipe();
      case INGEST, REEMBED, ERASURE -> new ServiceRecipe(part);
    };
  }
}
