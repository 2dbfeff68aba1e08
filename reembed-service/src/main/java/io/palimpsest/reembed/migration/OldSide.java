package io.palimpsest.reembed.migration;

import io.palimpsest.reembed.route.ReadSide;
import io.palimpsest.vectorstore.Maintenance;
import io.palimpsest.vectorstore.NamespaceVectors;
import io.palimpsest.vectorstore.TenantHandle;
import io.palimpsest.vectorstore.VectorStore;

/** Lets readers see twins where they are: on the old side until their route says otherwise. */
final class OldSide implements ReadSide {
  private final Readings readings;
  private final LegacyIndex legacy;
  private final Home home;

  OldSide(Readings readings, LegacyIndex legacy, Home home) {
    this.readings = readings;
    this.legacy = legacy;
    this.home = home;
  }

  @Override
  public VectorStore over(VectorStore store) {
    return new Seen(store);
  }

  private final class Seen implements VectorStore {
    private final VectorStore store;

    Seen(VectorStore store) {
      this.store = store;
    }

    @Override
    public NamespaceVectors forTenant(TenantHandle handle) {
      NamespaceVectors own = store.forTenant(handle);
      return readings
          .oldSide(handle.namespace().name())
          .<NamespaceVectors>map(
              state ->
                  new BothSides(
                      own, legacy.namespace(state.move().namespace(), "read"), state, home))
          .orElse(own);
    }

    @Override
    public Maintenance maintenance(String name, String reason) {
      return store.maintenance(name, reason);
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
