package io.palimpsest.reembed.repair;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.reembed.ledger.Ledger;
import io.palimpsest.reembed.ledger.ScopeRows;
import io.palimpsest.vectorstore.NamespaceReader;
import io.palimpsest.vectorstore.VectorStore;
import java.time.Duration;

/**
 * A target whose ledger and store are compared.
 *
 * @param name its name
 * @param model name of its model
 * @param store its index
 * @param ledger rows by key
 * @param rows rows by scope
 * @param readTimeout longest time of one read from the store
 * @param secondLook time between two looks at the same thing: the store's bound of visibility
 */
public record ComparedTarget(
    String name,
    String model,
    VectorStore store,
    Ledger ledger,
    ScopeRows rows,
    Duration readTimeout,
    Duration secondLook) {
  private static final Duration LISTING = Duration.ofHours(1);

  NamespaceReader reader(Home home) {
    return store.forTenant(home.handle());
  }

  Deadline deadline() {
    return Deadline.after(Ticker.system(), readTimeout);
  }

  /** Bounds a listing as a whole; each of its requests is bounded by the store's own timeout. */
  Deadline listing() {
    return Deadline.after(Ticker.system(), LISTING);
  }
}
