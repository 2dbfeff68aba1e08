package io.palimpsest.reembed.erase;

import java.util.Collection;
import java.util.UUID;
import java.util.function.ToLongFunction;

/**
 * Something that is kept of scopes beside the ledger's rows.
 *
 * @param name of it, a word for evidence
 * @param count how much of it names one of the uids
 * @param delete deletes that, and returns how much it was
 */
public record Kept(
    String name, ToLongFunction<Collection<UUID>> count, ToLongFunction<Collection<UUID>> delete) {
  long count(Collection<UUID> uids) {
    return count.applyAsLong(uids);
  }

  long delete(Collection<UUID> uids) {
    return delete.applyAsLong(uids);
  }
}
