package io.palimpsest.reembed.erase;

import io.palimpsest.reembed.ledger.ScopeRows;
import io.palimpsest.tenancy.Registry;
import io.palimpsest.vectorstore.VectorStore;
import java.time.Duration;
import java.util.List;

/**
 * What this service holds of scopes.
 *
 * @param store the vectors
 * @param readTimeout longest time of one look at them
 * @param rows the ledger
 * @param kept what is kept beside it
 * @param registry who is registered now
 */
public record Holdings(
    VectorStore store, Duration readTimeout, ScopeRows rows, List<Kept> kept, Registry registry) {
  /** Copies the list. */
  public Holdings {
    kept = List.copyOf(kept);
  }
}
