package io.palimpsest.reembed.erase;

import io.palimpsest.fencing.Work;
import java.util.Collection;
import java.util.UUID;
import java.util.function.ToLongBiFunction;
import java.util.function.ToLongFunction;

/**
 * Something that is kept of scopes beside the ledger's rows.
 *
 * @param name of it, a word for evidence
 * @param count how much of it names one of the uids
 * @param delete deletes that in one request that is announced to the work, and returns how much it
 *     was
 */
public record Kept(
    String name,
    ToLongFunction<Collection<UUID>> count,
    ToLongBiFunction<Collection<UUID>, Work> delete) {
  long count(Collection<UUID> uids) {
    return count.applyAsLong(uids);
  }

  long delete(Collection<UUID> uids, Work work) {
    return delete.applyAsLong(uids, work);
  }
}
