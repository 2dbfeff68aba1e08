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

  /** Throws when one of the namespaces is somebody's who has none of the uids. */
  void refuseOthers(Collection<String> namespaces, Collection<UUID> uids) {
    boolean registered =
        namespaces.stream()
            .flatMap(namespace -> Namespace.parse(namespace).flatMap(this::tenant).stream())
            .anyMatch(tenant -> !uids.contains(tenant.uid()));
    if (registered || rows.stranger(namespaces, uids).isPresent()) {
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
