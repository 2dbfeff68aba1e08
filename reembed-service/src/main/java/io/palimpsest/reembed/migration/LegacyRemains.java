package io.palimpsest.reembed.migration;

import io.palimpsest.fencing.Work;
import io.palimpsest.reembed.ledger.LedgerRow;
import io.palimpsest.reembed.ledger.ScopeRows;
import io.palimpsest.vectorstore.Filter;
import io.palimpsest.vectorstore.NamespaceReader;
import io.palimpsest.vectorstore.NamespaceVectors;
import io.palimpsest.vectorstore.Ownership;
import io.palimpsest.vectorstore.StoredVector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * What is left of a scope in the old system (M29): of a creator or twin its legacy namespaces, with
 * the moves that lead there; of a source the legacy vectors that name it, so that they do not come
 * back once nothing says any more that it was submitted anew. What leads there goes last.
 */
final class LegacyRemains {
  static final String NAME = "legacy";
  private static final String REASON = "erasure";
  private static final int PAGE = 1000;
  private final Moves moves;
  private final LegacyIndex legacy;
  private final ScopeRows rows;

  LegacyRemains(Moves moves, LegacyIndex legacy, ScopeRows rows) {
    this.moves = moves;
    this.legacy = legacy;
    this.rows = rows;
  }

  /** How many vectors and moves there are of the scopes. */
  long count(Collection<UUID> uids) {
    long ofTwins = moves.of(uids).stream().mapToLong(state -> 1 + listed(namespace(state))).sum();
    long ofSources = sources(uids).stream().mapToLong(source -> source.ids().size()).sum();
    return ofTwins + ofSources;
  }

  /** Deletes them; returns how many there were. */
  long delete(Collection<UUID> uids, Work work) {
    long deleted = 0;
    for (OfSource source : sources(uids)) {
      deleted += delete(source, work);
    }
    for (MoveState state : moves.of(uids)) {
      deleted += delete(state, work);
    }
    return deleted;
  }

  private long delete(MoveState state, Work work) {
    NamespaceVectors namespace = namespace(state);
    long before = listed(namespace);
    namespace.drop(work);
    long left = listed(namespace);
    if (left > 0) {
      return before - left;
    }
    moves.forget(state.move().namespace(), work);
    return before + 1;
  }

  private static long delete(OfSource source, Work work) {
    for (int from = 0; from < source.ids().size(); from += PAGE) {
      source
          .namespace()
          .deleteIds(source.ids().subList(from, Math.min(source.ids().size(), from + PAGE)), work);
    }
    return source.ids().size();
  }

  /** The legacy vectors of one source. */
  private record OfSource(NamespaceVectors namespace, List<String> ids) {}

  private List<OfSource> sources(Collection<UUID> uids) {
    List<OfSource> found = new ArrayList<>();
    for (UUID uid : uids) {
      for (LedgerRow row : rows.of(uid)) {
        if (row.entity().owner() instanceof Ownership.OfSource source) {
          moves.of(List.of(source.twinUid())).stream()
              .filter(state -> state.move().target().equals(row.rendering().namespace()))
              .map(this::namespace)
              .forEach(
                  namespace ->
                      found.add(new OfSource(namespace, ids(namespace, source.source().value()))));
        }
      }
    }
    return found;
  }

  private static List<String> ids(NamespaceReader namespace, String source) {
    List<String> ids = new ArrayList<>();
    namespace.matching(
        Filter.equal(Ownership.SOURCE_ID, source),
        LegacyIndex.call(),
        page -> page.stream().map(StoredVector::id).forEach(ids::add));
    return ids;
  }

  private NamespaceVectors namespace(MoveState state) {
    return legacy.namespace(state.move().namespace(), REASON);
  }

  private static long listed(NamespaceReader namespace) {
    long[] count = {0};
    namespace.list("", LegacyIndex.call(), page -> count[0] += page.size());
    return count[0];
  }
}
