package io.palimpsest.reembed.wiring;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.vectorstore.IndexPlacement;
import io.palimpsest.vectorstore.VectorStoreException;
import io.palimpsest.vectorstore.pinecone.PineconeControl;
import java.util.Optional;

/** Asks the configured control plane. */
public final class Placements {
  private Placements() {}

  /**
   * Where an index is; empty for one that is not serverless.
   *
   * @throws VectorStoreException when it cannot be told
   */
  public static Optional<IndexPlacement> of(String index, VectorsConfig config) {
    return PineconeControl.open(config.controlUrl(), config.apiKey().orElse(""))
        .placement(index, Deadline.after(Ticker.system(), config.requestTimeout()));
  }
}
