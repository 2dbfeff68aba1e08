package io.palimpsest.reembed.erase;

import io.palimpsest.event.ErasureTask;
import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.fencing.Work;
import io.palimpsest.reembed.ledger.ScopeRows;
import io.palimpsest.vectorstore.Maintenance;
import io.palimpsest.vectorstore.NamespaceReader;
import io.palimpsest.vectorstore.NamespaceSummary;
import io.palimpsest.vectorstore.NamespaceVectors;
import io.palimpsest.vectorstore.StoredVector;
import io.palimpsest.vectorstore.UidCensus;
import io.palimpsest.vectorstore.VectorStore;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * {@code reembed.vectors}: namespaces that hold the scope alone are dropped, some in one work; in
 * shared ones everything that carries its uid is deleted, every id that the ledger knows or that an
 * open intent may still have written, and what is an item's or a source's by its id alone.
 */
final class VectorParticipant implements Participant {
  private static final int IDS_A_WORK = 1000;
  private static final int NAMESPACES_A_WORK = 32;
  private final VectorStore store;
  private final ScopeRows rows;
  private final Occupants occupants;
  private final Duration readTimeout;

  VectorParticipant(VectorStore store, ScopeRows rows, Occupants occupants, Duration readTimeout) {
    this.store = store;
    this.rows = rows;
    this.occupants = occupants;
    this.readTimeout = readTimeout;
  }

  @Override
  public String name() {
    return "reembed.vectors";
  }

  @Override
  public Account count(ErasureTask task) throws InterruptedException {
    long found = found(task, rows.vectors(task.getUids()));
    return new Account(found, 0, found, "count", "records:" + found);
  }

  @Override
  public Account erase(ErasureTask task, Works works) throws InterruptedException {
    Map<String, Set<String>> known = rows.vectors(task.getUids());
    long before = found(task, known);
    Maintenance all = maintenance(task);
    List<String> alone = task.getNamespaces();
    for (int from = 0; from < alone.size(); from += NAMESPACES_A_WORK) {
      int to = Math.min(from + NAMESPACES_A_WORK, alone.size());
      drop(all, alone.subList(from, to), task.getUids(), works);
    }
    LogMarks marks = new LogMarks();
    long shared =
        Each.sum(
            task.getSharedNamespaces(),
            name ->
                delete(
                    all.namespace(name), task, known.getOrDefault(name, Set.of()), works, marks));
    long after = found(task, known);
    return new Account(
        before,
        Math.max(0, before - after),
        after,
        "drop_namespace+delete_by_uid",
        "dropped:" + alone.size() + " shared:" + shared + marks.in(task.getSharedNamespaces()));
  }

  /** Whoever is looked for within the work cannot have moved in when the drops are sent. */
  private void drop(Maintenance all, List<String> names, Collection<UUID> uids, Works works)
      throws InterruptedException {
    try (Work work = works.admit()) {
      occupants.refuseOthers(names, uids);
      Each.sum(
          names,
          name -> {
            all.namespace(name).drop(work);
            return 1;
          });
    }
  }

  private long delete(
      NamespaceVectors shared, ErasureTask task, Set<String> known, Works works, LogMarks marks)
      throws InterruptedException {
    try (Work work = works.admit()) {
      marks.add(shared.name(), shared.deleteMatching(ScopeFilters.of(task), work));
    }
    Set<String> all = new HashSet<>(known);
    all.addAll(named(shared, task));
    List<String> ids = List.copyOf(all);
    for (int from = 0; from < ids.size(); from += IDS_A_WORK) {
      try (Work work = works.admit()) {
        List<String> some =
            nobodyElses(shared, task, ids.subList(from, Math.min(from + IDS_A_WORK, ids.size())));
        if (!some.isEmpty()) {
          marks.add(shared.name(), shared.deleteIds(some, work));
        }
      }
    }
    return 1;
  }

  /** Without those that by now somebody else has: a scope that was admitted again has old ids. */
  private List<String> nobodyElses(NamespaceReader shared, ErasureTask task, List<String> ids) {
    Map<String, StoredVector> there = shared.fetch(ids, deadline());
    Set<String> named = Set.copyOf(named(shared, task));
    return ids.stream()
        .filter(
            id ->
                !there.containsKey(id)
                    || ScopeFilters.isOf(task, there.get(id))
                    || named.contains(id))
        .toList();
  }

  /** Whoever else has a uid in it keeps it: what nobody knows the verifier tells of. */
  private List<String> named(NamespaceReader shared, ErasureTask task) {
    return ScopeFilters.named(task)
        .map(vectors -> vectors.in(shared, uid -> true, deadline()))
        .orElse(List.of());
  }

  @Override
  public Account verify(ErasureTask task) throws InterruptedException {
    Maintenance all = maintenance(task);
    long alone = Each.sum(task.getNamespaces(), name -> listed(all.namespace(name)));
    long shared = Each.sum(task.getSharedNamespaces(), name -> carrying(all.namespace(name), task));
    long left = alone + shared;
    return new Account(left, 0, left, "list+fetch+filter", "list+fetch+filter:" + left);
  }

  private long listed(NamespaceReader namespace) {
    AtomicLong listed = new AtomicLong();
    namespace.list("", deadline(), ids -> listed.addAndGet(ids.size()));
    return listed.get();
  }

  private long carrying(NamespaceReader shared, ErasureTask task) {
    UidCensus.Census census =
        new UidCensus(shared)
            .take(ScopeFilters.key(task), ScopeFilters.scope(task).getUid(), deadline());
    Set<String> found = new HashSet<>(census.byFetch());
    found.addAll(census.byFilter());
    found.addAll(named(shared, task));
    return found.size();
  }

  private long found(ErasureTask task, Map<String, Set<String>> known) throws InterruptedException {
    Maintenance all = maintenance(task);
    long alone =
        Each.sum(
            task.getNamespaces(),
            name ->
                all.namespace(name).describe(deadline()).map(NamespaceSummary::records).orElse(0L));
    long shared =
        Each.sum(
            task.getSharedNamespaces(),
            name -> counted(all.namespace(name), task, known.getOrDefault(name, Set.of())));
    return alone + shared;
  }

  /** What the store's filter finds, and what of the known ids is there and of the scope. */
  private long counted(NamespaceReader shared, ErasureTask task, Set<String> known) {
    Set<String> seen = new HashSet<>();
    shared.matching(
        ScopeFilters.of(task), deadline(), page -> page.forEach(vector -> seen.add(vector.id())));
    seen.addAll(named(shared, task));
    List<String> unseen = known.stream().filter(id -> !seen.contains(id)).toList();
    for (int from = 0; from < unseen.size(); from += IDS_A_WORK) {
      List<String> some = unseen.subList(from, Math.min(from + IDS_A_WORK, unseen.size()));
      shared.fetch(some, deadline()).values().stream()
          .filter(vector -> ScopeFilters.isOf(task, vector))
          .forEach(vector -> seen.add(vector.id()));
    }
    return seen.size();
  }

  private Maintenance maintenance(ErasureTask task) {
    return store.maintenance(name(), "task " + task.getTaskId());
  }

  private Deadline deadline() {
    return Deadline.after(Ticker.system(), readTimeout);
  }
}
