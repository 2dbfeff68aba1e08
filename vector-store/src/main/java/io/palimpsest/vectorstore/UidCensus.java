package io.palimpsest.vectorstore;

import io.palimpsest.fencing.Deadline;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Finds what a namespace still holds of a uid, by two ways that share nothing with a delete: list
 * every id and fetch it, and ask the store's filter. Its answer counts only beside a positive
 * control: the same calls finding a vector that is known to be there.
 */
public final class UidCensus {
  private final NamespaceReader reader;

  /**
   * @param reader the namespace; a read-only credential suffices
   */
  public UidCensus(NamespaceReader reader) {
    this.reader = reader;
  }

  /**
   * What was seen.
   *
   * @param listed ids that the store listed
   * @param byFetch ids whose fetched metadata names the uid
   * @param byFilter ids that the store's filter finds for the uid
   */
  public record Census(long listed, Set<String> byFetch, Set<String> byFilter) {
    /** Copies the sets. */
    public Census {
      byFetch = Set.copyOf(byFetch);
      byFilter = Set.copyOf(byFilter);
    }

    /** Whether neither way found anything of the uid. */
    public boolean isEmptyOfUid() {
      return byFetch.isEmpty() && byFilter.isEmpty();
    }
  }

  /**
   * Looks for vectors whose metadata holds the uid under the key.
   *
   * @param key one of {@link Ownership#UID_KEYS}
   * @throws VectorStoreException when a page could not be read: then nothing is known
   */
  public Census take(String key, UUID uid, Deadline deadline) {
    return take("", key, uid, deadline);
  }

  /**
   * The same, listing only ids with a prefix: for a scope whose ids are known to begin so, in a
   * namespace that holds much else.
   */
  public Census take(String prefix, String key, UUID uid, Deadline deadline) {
    Set<String> byFetch = new TreeSet<>();
    long[] listed = {0};
    reader.list(
        prefix,
        deadline,
        ids -> {
          listed[0] += ids.size();
          byFetch.addAll(holders(ids, key, uid, deadline));
        });
    Set<String> byFilter = new TreeSet<>();
    reader.matching(
        Filter.equal(key, uid.toString()),
        deadline,
        found -> found.forEach(vector -> byFilter.add(vector.id())));
    return new Census(listed[0], byFetch, byFilter);
  }

  private List<String> holders(List<String> ids, String key, UUID uid, Deadline deadline) {
    return reader.fetch(ids, deadline).values().stream()
        .filter(vector -> vector.metadata().text(key).filter(uid.toString()::equals).isPresent())
        .map(StoredVector::id)
        .toList();
  }
}
