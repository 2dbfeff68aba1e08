package io.palimpsest.reembed.change;

import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.InvalidIdException;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.Registry;
import io.palimpsest.tenancy.TenantScope;
import io.palimpsest.vectorstore.TenantHandle;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds tenants as operators name them: {@code creator:ID} or {@code organization:ID}. */
public final class NamedTenant {
  private final Registry registry;

  /**
   * @param registry the tenants
   */
  public NamedTenant(Registry registry) {
    this.registry = registry;
  }

  /** The namespaces of a live tenant: of its twins, or its portfolio. */
  public List<TenantHandle> handles(UUID tenant) {
    return registry.find(tenant).stream().flatMap(scope -> handles(scope).stream()).toList();
  }

  private List<TenantHandle> handles(TenantScope scope) {
    return switch (scope.type()) {
      case ORGANIZATION ->
          List.of(TenantHandle.ofOrganization(registry, new OrganizationId(scope.id())));
      case CREATOR -> {
        CreatorId creator = new CreatorId(scope.id());
        yield registry.twinsOf(creator).stream()
            .map(twin -> TenantHandle.ofTwin(registry, creator, twin))
            .toList();
      }
      default -> List.of();
    };
  }

  /** Uid of the live tenant with the name. */
  public Optional<UUID> uid(String name) {
    int colon = name.indexOf(':');
    String id = name.substring(colon + 1);
    try {
      return switch (name.substring(0, Math.max(0, colon))) {
        case "creator" -> registry.creator(new CreatorId(id)).map(TenantScope::uid);
        case "organization" -> registry.organization(new OrganizationId(id)).map(TenantScope::uid);
        default -> Optional.empty();
      };
    } catch (InvalidIdException e) {
      return Optional.empty();
    }
  }
}
