package io.palimpsest.reembed.erase;

import io.palimpsest.reembed.ledger.ScopeRows;
import io.palimpsest.tenancy.Namespace;
import io.palimpsest.tenancy.Registry;
import io.palimpsest.tenancy.TenantScope;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/**
 * Knows who lives in a namespace now. A scope that was admitted again has the same namespace under
 * another uid: an old task must not touch it.
 */
final class Occupants {
  private final Registry registry;
  private final ScopeRows rows;

  Occupants(Registry registry, ScopeRows rows) {
    this.registry = registry;
    this.rows = rows;
  }

  /** Throws when the namespace is somebody's who has none of the uids. */
  void refuseOthers(String namespace, Collection<UUID> uids) {
    boolean registered =
        Namespace.parse(namespace)
            .flatMap(this::tenant)
            .filter(tenant -> !uids.contains(tenant.uid()))
            .isPresent();
    if (registered || rows.stranger(namespace, uids).isPresent()) {
      throw new RefusedTaskException("namespace.occupied");
    }
  }

  private Optional<TenantScope> tenant(Namespace namespace) {
    return switch (namespace) {
      case Namespace.Portfolio portfolio -> registry.organization(portfolio.slug());
      case Namespace.Twin twin -> registry.twin(twin.creator(), twin.twin());
      case Namespace.CreatorWide wide -> registry.creator(wide.creator());
    };
  }
}
