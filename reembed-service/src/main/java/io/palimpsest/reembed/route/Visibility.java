package io.palimpsest.reembed.route;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.reembed.ledger.ChunkRef;
import io.palimpsest.reembed.ledger.LedgerRow;
import io.palimpsest.vectorstore.Filter;
import io.palimpsest.vectorstore.Maintenance;
import io.palimpsest.vectorstore.NamespaceReader;
import io.palimpsest.vectorstore.Ownership;
import io.palimpsest.vectorstore.StoredVector;
import io.palimpsest.vectorstore.VectorQuery;
import io.palimpsest.vectorstore.VectorStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether queries see what was written last. Where the log sequence number of the write is known,
 * one query tells by the number that it has seen. Else what was written is read back, the way
 * readers look: fetched for its values, then found by a query for them.
 */
public final class Visibility {
  private static final int SAMPLE = 100;
  private final Maintenance store;
  private final Duration timeout;
  private final Watermarks watermarks;

  /**
   * @param store the index
   * @param timeout longest time of one look
   * @param watermarks numbers of the latest writes
   */
  public Visibility(VectorStore store, Duration timeout, Watermarks watermarks) {
    this.watermarks = watermarks;
    this.store = store.maintenance("freshness", "read back");
    this.timeout = timeout;
  }

  /** Whether the newest vectors of the row are found, and, when it was deleted, none is. */
  public boolean isVisible(LedgerRow row) {
    NamespaceReader namespace = store.namespace(row.rendering().namespace());
    Deadline deadline = Deadline.after(Ticker.system(), timeout);
    OptionalLong written = watermarks.of(row.entity().uid(), row.revision());
    OptionalLong seen = written.isEmpty() ? written : seen(namespace, deadline);
    if (written.isPresent() && seen.isPresent()) {
      return seen.getAsLong() >= written.getAsLong();
    }
    return isReadBack(namespace, row, deadline);
  }

  /** Number of the newest write that a query sees, where the store says it. */
  private OptionalLong seen(NamespaceReader namespace, Deadline deadline) {
    return namespace
        .query(new VectorQuery(watermarks.probe(), 1, Optional.empty()), deadline)
        .maxIndexedLsn();
  }

  private static boolean isReadBack(NamespaceReader namespace, LedgerRow row, Deadline deadline) {
    if (row.chunks().isEmpty()) {
      return !anyLeft(namespace, row, deadline);
    }
    long newest = row.chunks().stream().mapToLong(ChunkRef::revision).max().orElse(0);
    List<String> ids =
        row.chunks().stream()
            .filter(chunk -> chunk.revision() == newest)
            .limit(SAMPLE)
            .map(ChunkRef::id)
            .toList();
    Map<String, StoredVector> stored = namespace.fetch(ids, deadline);
    return stored.keySet().containsAll(ids)
        && stored.values().stream().allMatch(vector -> isOf(vector, newest))
        && found(namespace, stored.get(ids.getLast()), newest, deadline);
  }

  private static boolean isOf(StoredVector vector, long revision) {
    return vector.metadata().number(Ownership.REVISION).orElse(0.0) >= revision;
  }

  private static boolean found(
      NamespaceReader namespace, @Nullable StoredVector vector, long revision, Deadline deadline) {
    if (vector == null) {
      return false;
    }
    Set<String> found =
        namespace
            .query(new VectorQuery(vector.values(), 10, Optional.empty()), deadline)
            .matches()
            .stream()
            .filter(match -> match.metadata().number(Ownership.REVISION).orElse(0.0) >= revision)
            .map(match -> match.id())
            .collect(Collectors.toSet());
    return found.contains(vector.id());
  }

  private static boolean anyLeft(NamespaceReader namespace, LedgerRow row, Deadline deadline) {
    boolean[] any = {false};
    String key =
        row.entity().owner() instanceof Ownership.OfItem
            ? Ownership.ITEM_UID
            : Ownership.SOURCE_UID;
    namespace.matching(
        Filter.equal(key, row.entity().uid().toString()),
        deadline,
        page -> any[0] |= !page.isEmpty());
    return any[0];
  }
}
