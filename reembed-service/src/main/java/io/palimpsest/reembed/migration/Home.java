package io.palimpsest.reembed.migration;

import io.palimpsest.reembed.ledger.AdoptedVectors;
import io.palimpsest.reembed.ledger.Location;
import io.palimpsest.reembed.ledger.ScopeRows;
import io.palimpsest.reembed.migration.CopyPlan.Move;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.Registry;
import io.palimpsest.tenancy.TwinId;
import io.palimpsest.vectorstore.Metric;
import io.palimpsest.vectorstore.NamespaceVectors;
import io.palimpsest.vectorstore.TenantHandle;
import io.palimpsest.vectorstore.VectorStore;
import java.util.Collection;
import java.util.Set;

/**
 * Where vectors go.
 *
 * @param target name of the target
 * @param model name of its model
 * @param metric how its index compares
 * @param store its index
 * @param rows its ledger
 * @param adopted what was copied into it
 * @param registry the tenants
 */
record Home(
    String target,
    String model,
    Metric metric,
    VectorStore store,
    ScopeRows rows,
    AdoptedVectors adopted,
    Registry registry) {

  /** The namespace of a move's twin. */
  NamespaceVectors namespace(Move move) {
    return store.forTenant(
        TenantHandle.ofTwin(registry, new CreatorId(move.creator()), new TwinId(move.twin())));
  }

  Location place(Move move) {
    return new Location(target, move.target());
  }

  /** Those of the sources that were submitted anew: what is copied of them is old. */
  Set<String> submitted(Move move, Collection<String> sources) {
    return Set.copyOf(rows.owners(target, move.target(), Set.copyOf(sources)).keySet());
  }
}
