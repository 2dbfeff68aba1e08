package io.palimpsest.reembed.ledger;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * What an attempt may be doing to the store right now. While it is open nothing is known of the ids
 * that it names: each may be there or not, with the old or the new content.
 *
 * @param id random, another for every attempt: a row read twice with the same one has not moved
 * @param writes ids that may be written
 * @param deletes ids that may be deleted
 */
public record Intent(UUID id, Set<String> writes, Set<String> deletes) {
  /** Copies the sets; refuses an id in both, and an intent to do nothing. */
  public Intent {
    writes = Set.copyOf(writes);
    deletes = Set.copyOf(deletes);
    if (writes.isEmpty() && deletes.isEmpty()) {
      throw new IllegalArgumentException("an intent names at least one id");
    }
    if (writes.stream().anyMatch(deletes::contains)) {
      throw new IllegalArgumentException("an id is written or deleted, not both");
    }
  }

  /** All ids of which nothing is known. */
  public Set<String> ids() {
    Set<String> ids = new HashSet<>(writes);
    ids.addAll(deletes);
    return ids;
  }
}
