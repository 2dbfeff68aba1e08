package io.palimpsest.vectorstore;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Work;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A store whose namespaces have a prefix that its callers do not see. */
final class PrefixedStore implements VectorStore {
  private final VectorStore store;
  private final NamespacePrefix prefix;
  private final Maintenance tenants;

  PrefixedStore(VectorStore store, NamespacePrefix prefix) {
    this.store = store;
    this.prefix = prefix;
    this.tenants = maintenance("tenants", "namespaces with the prefix " + prefix.value());
  }

  /** The handle proves the name; under its stored one a handle of its own cannot be had. */
  @Override
  public NamespaceVectors forTenant(TenantHandle handle) {
    return tenants.namespace(handle.namespace().name());
  }

  @Override
  public Maintenance maintenance(String name, String reason) {
    return new Prefixed(store.maintenance(name, reason), prefix);
  }

  @Override
  public void close() {
    store.close();
  }

  private record Prefixed(Maintenance all, NamespacePrefix prefix) implements Maintenance {
    @Override
    public NamespaceVectors namespace(String name) {
      return new Named(name, all.namespace(prefix.stored(name)));
    }

    @Override
    public void namespaces(Deadline deadline, Consumer<List<NamespaceSummary>> page) {
      all.namespaces(
          deadline,
          stored -> page.accept(stored.stream().map(this::own).flatMap(Optional::stream).toList()));
    }

    private Optional<NamespaceSummary> own(NamespaceSummary stored) {
      return prefix.name(stored.name()).map(name -> new NamespaceSummary(name, stored.records()));
    }

    @Override
    public WriteReceipt create(String name, Work work) {
      return all.create(prefix.stored(name), work);
    }

    @Override
    public IndexDescription describe(Deadline deadline) {
      return all.describe(deadline);
    }
  }

  private record Named(String name, NamespaceVectors stored) implements NamespaceVectors {
    @Override
    public QueryAnswer query(VectorQuery query, Deadline deadline) {
      return stored.query(query, deadline);
    }

    @Override
    public Map<String, StoredVector> fetch(Collection<String> ids, Deadline deadline) {
      return stored.fetch(ids, deadline);
    }

    @Override
    public void list(String start, Deadline deadline, Consumer<List<String>> page) {
      stored.list(start, deadline, page);
    }

    @Override
    public IdPage page(String token, Deadline deadline) {
      return stored.page(token, deadline);
    }

    @Override
    public void matching(Filter filter, Deadline deadline, Consumer<List<StoredVector>> page) {
      stored.matching(filter, deadline, page);
    }

    @Override
    public Optional<NamespaceSummary> describe(Deadline deadline) {
      return stored.describe(deadline).map(found -> new NamespaceSummary(name, found.records()));
    }

    @Override
    public WriteReceipt upsert(List<VectorRecord> records, Work work) {
      return stored.upsert(records, work);
    }

    @Override
    public WriteReceipt deleteIds(Collection<String> ids, Work work) {
      return stored.deleteIds(ids, work);
    }

    @Override
    public WriteReceipt deleteMatching(Filter filter, Work work) {
      return stored.deleteMatching(filter, work);
    }

    @Override
    public WriteReceipt drop(Work work) {
      return stored.drop(work);
    }
  }
}
