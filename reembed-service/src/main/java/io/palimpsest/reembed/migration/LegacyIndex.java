package io.palimpsest.reembed.migration;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.vectorstore.IdPage;
import io.palimpsest.vectorstore.IndexDescription;
import io.palimpsest.vectorstore.Maintenance;
import io.palimpsest.vectorstore.NamespaceReader;
import io.palimpsest.vectorstore.NamespaceVectors;
import io.palimpsest.vectorstore.Ownership;
import io.palimpsest.vectorstore.StoredVector;
import io.palimpsest.vectorstore.VectorStore;
import io.palimpsest.vectorstore.VectorStoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The index of the old system. Calls block and throw what the store throws. Thread-safe. */
final class LegacyIndex {
  private static final Duration CALL = Duration.ofSeconds(30);
  private static final Duration LISTING = Duration.ofMinutes(10);

  /** What a number in front of each field and the frame around a vector take, about. */
  private static final int FRAME = 64;

  private final VectorStore store;

  /**
   * @param store where it is; closed by its owner
   */
  LegacyIndex(VectorStore store) {
    this.store = store;
  }

  /** One of its namespaces, by the one name that it has here. */
  NamespaceVectors namespace(String name, String reason) {
    return all(reason).namespace(name);
  }

  IndexDescription describe() {
    return all("describe").describe(call());
  }

  /** Its namespaces that may be twins', each with a glance at some of its vectors. Only reads. */
  List<Observed> observe() {
    Maintenance all = all("plan");
    List<String> names = new ArrayList<>();
    all.namespaces(
        Deadline.after(Ticker.system(), LISTING),
        page -> page.forEach(one -> names.add(LegacyName.of(one.name()))));
    return names.stream()
        .filter(LegacyName::mayBeTwins)
        .map(name -> observe(all.namespace(name)))
        .toList();
  }

  /** Counted by its ids: what a store says of counts lags behind. */
  private static Observed observe(NamespaceReader namespace) {
    IdPage first = namespace.page("", call());
    Collection<StoredVector> glance = namespace.fetch(first.ids(), call()).values();
    Set<String> creators = new HashSet<>();
    long bytes = 0;
    for (StoredVector vector : glance) {
      vector.metadata().text(Ownership.CREATOR_ID).ifPresent(creators::add);
      bytes +=
          vector.values().dimension() * (long) Float.BYTES
              + vector.metadata().sizeInBytes()
              + FRAME;
    }
    return new Observed(
        namespace.name(),
        count(namespace, first),
        glance.isEmpty() ? 0 : bytes / glance.size(),
        creators);
  }

  private static long count(NamespaceReader namespace, IdPage first) {
    long[] count = {0};
    if (first.next().isEmpty()) {
      return first.ids().size();
    }
    namespace.list("", Deadline.after(Ticker.system(), LISTING), page -> count[0] += page.size());
    return count[0];
  }

  /**
   * The page that follows.
   *
   * @throws VectorStoreException.Inconsistent when the store answers with the token that it was
   *     asked with: such a listing has no end
   */
  static IdPage page(NamespaceReader namespace, String token) {
    IdPage page = namespace.page(token, call());
    if (!token.isEmpty() && page.next().equals(token)) {
      throw new VectorStoreException.Inconsistent("a page names itself as the next one");
    }
    return page;
  }

  static Deadline call() {
    return Deadline.after(Ticker.system(), CALL);
  }

  private Maintenance all(String reason) {
    return store.maintenance("migration", reason);
  }
}
