package io.palimpsest.reembed.repair;

import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.Registry;
import io.palimpsest.tenancy.TenantIsolationException;
import io.palimpsest.tenancy.TenantScope;
import io.palimpsest.tenancy.TwinId;
import io.palimpsest.vectorstore.TenantHandle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The namespaces that are anybody's: of registered, live tenants that are not fenced. What a
 * namespace holds that is nobody's is never guessed at.
 */
final class Homes {
  private final Registry registry;
  private final Fences fences;

  /** What is fenced. */
  interface Fences {
    boolean isFenced(List<UUID> uids);
  }

  Homes(Registry registry, Fences fences) {
    this.registry = registry;
    this.fences = fences;
  }

  /** All, or those of one tenant, in order of their names. */
  List<Home> of(Optional<UUID> tenant) {
    return registry.live().stream()
        .flatMap(scope -> home(scope).stream())
        .filter(home -> tenant.isEmpty() || home.uids().contains(tenant.get()))
        .filter(home -> !fences.isFenced(home.uids()))
        .sorted(Comparator.comparing(Home::name))
        .toList();
  }

  private Optional<Home> home(TenantScope scope) {
    try {
      return switch (scope.type()) {
        case ORGANIZATION -> Optional.of(home(scope, organization(scope)));
        case TWIN -> Optional.of(home(scope, twin(scope)));
        default -> Optional.empty();
      };
    } catch (TenantIsolationException closedMeanwhile) {
      return Optional.empty();
    }
  }

  private TenantHandle organization(TenantScope scope) {
    return TenantHandle.ofOrganization(registry, new OrganizationId(scope.id()));
  }

  private TenantHandle twin(TenantScope scope) {
    return TenantHandle.ofTwin(
        registry, new CreatorId(scope.ids().getFirst()), new TwinId(scope.id()));
  }

  private static Home home(TenantScope scope, TenantHandle handle) {
    List<UUID> uids = new ArrayList<>(scope.parents());
    uids.add(scope.uid());
    return new Home(handle, scope.ids(), List.copyOf(uids));
  }
}
