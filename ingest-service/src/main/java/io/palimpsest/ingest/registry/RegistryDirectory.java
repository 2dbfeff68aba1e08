package io.palimpsest.ingest.registry;

import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.OrganizationSlug;
import io.palimpsest.tenancy.TenantDirectory;
import io.palimpsest.tenancy.TwinId;
import java.util.Optional;

/** The registry as the guard asks it. */
final class RegistryDirectory implements TenantDirectory {
  private final Registry registry;

  RegistryDirectory(Registry registry) {
    this.registry = registry;
  }

  @Override
  public Optional<OrganizationSlug> slugOf(OrganizationId organization) {
    return registry
        .organization(organization.value())
        .map(tenant -> new OrganizationSlug(tenant.state().slug()));
  }

  @Override
  public boolean isLive(CreatorId creator, TwinId twin) {
    return registry
        .creator(creator.value())
        .flatMap(tenant -> registry.twin(tenant, twin.value()))
        .isPresent();
  }

  @Override
  public boolean isLive(CreatorId creator) {
    return registry.creator(creator.value()).isPresent();
  }
}
