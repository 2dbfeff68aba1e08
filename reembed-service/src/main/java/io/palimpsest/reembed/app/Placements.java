package io.palimpsest.reembed.app;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.vectorstore.IndexPlacement;
import io.palimpsest.vectorstore.VectorStoreException;
import io.palimpsest.vectorstore.pinecone.PineconeControl;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks a control plane where indexes are.
 *
 * @param url its address
 * @param key to the indexes
 * @param timeout longest time of an answer
 */
record Placements(URI url, Optional<String> key, Duration timeout) {
  /**
   * Where an index is; empty for one that is not serverless.
   *
   * @throws VectorStoreException when it cannot be told
   */
  public Optional<IndexPlacement> of(String index) {
    return PineconeControl.open(url, key.orElse(""))
        .placement(index, Deadline.after(Ticker.system(), timeout));
  }
}
