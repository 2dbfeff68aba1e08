package io.palimpsest.reembed.route;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Work;
import io.palimpsest.vectorstore.IndexDescription;
import io.palimpsest.vectorstore.Maintenance;
import io.palimpsest.vectorstore.NamespaceSummary;
import io.palimpsest.vectorstore.NamespaceVectors;
import io.palimpsest.vectorstore.TenantHandle;
import io.palimpsest.vectorstore.VectorStore;
import io.palimpsest.vectorstore.WriteReceipt;
import java.util.List;
import java.util.function.Consumer;

/**
 * Every index that a route may lead to, as one: what is erased is erased in all of them, and what
 * is counted or looked for is found in any. Tenants' own work goes to the first.
 */
public final class AllIndexes implements VectorStore {
  private final List<VectorStore> stores;

  /**
   * @param stores the indexes, at least one; closed by their owners
   */
  public AllIndexes(List<VectorStore> stores) {
    this.stores = List.copyOf(stores);
  }

  @Override
  public NamespaceVectors forTenant(TenantHandle handle) {
    return stores.getFirst().forTenant(handle);
  }

  @Override
  public Maintenance maintenance(String name, String reason) {
    return new Everywhere(stores.stream().map(store -> store.maintenance(name, reason)).toList());
  }

  @Override
  public void close() {}

  private record Everywhere(List<Maintenance> all) implements Maintenance {
    @Override
    public NamespaceVectors namespace(String name) {
      return new AllNamespaces(all.stream().map(one -> one.namespace(name)).toList());
    }

    @Override
    public void namespaces(Deadline deadline, Consumer<List<NamespaceSummary>> page) {
      all.forEach(one -> one.namespaces(deadline, page));
    }

    @Override
    public WriteReceipt create(String name, Work work) {
      return all.getFirst().create(name, work);
    }

    @Override
    public IndexDescription describe(Deadline deadline) {
      return all.getFirst().describe(deadline);
    }
  }
}
