package io.palimpsest.reembed.http;

import io.palimpsest.event.ScopeType;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.Namespace;
import io.palimpsest.tenancy.Registry;
import io.palimpsest.tenancy.TenantScope;
import io.palimpsest.tenancy.TwinId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which namespace an entity belongs to, as the registry knows the scopes that hold it. */
final class NamespacesOfScopes {
  private final Registry registry;

  NamespacesOfScopes(Registry registry) {
    this.registry = registry;
  }

  /**
   * @param uids the scopes, outermost first
   * @return empty when the registry does not know them
   */
  Optional<String> of(List<UUID> uids) {
    return uids.stream()
        .flatMap(uid -> registry.find(uid).stream())
        .flatMap(scope -> namespace(scope).stream())
        .findFirst()
        .map(Namespace::name);
  }

  private static Optional<Namespace> namespace(TenantScope scope) {
    if (scope.type() == ScopeType.TWIN) {
      return Optional.of(
          new Namespace.Twin(new CreatorId(scope.ids().getFirst()), new TwinId(scope.id())));
    }
    return scope.slug().map(Namespace.Portfolio::new);
  }
}
