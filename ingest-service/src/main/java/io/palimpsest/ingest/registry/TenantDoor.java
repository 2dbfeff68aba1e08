package io.palimpsest.ingest.registry;

import io.palimpsest.access.OperatorReason;
import io.palimpsest.event.ScopeType;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.ingest.store.SuppressedScopes;
import io.palimpsest.ingest.store.SuppressedScopes.Name;
import io.palimpsest.ingest.write.Refusals;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.Namespace;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.OrganizationSlug;
import io.palimpsest.tenancy.TenantGuard;
import io.palimpsest.tenancy.TenantIsolationException;
import io.palimpsest.tenancy.TwinId;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Lets a caller reach its own tenants and no other. What is foreign is refused exactly like what
 * does not exist. Ids are checked first, so a caller learns of a broken rule and nothing else.
 */
@Singleton
public final class TenantDoor {
  private static final Refusal WITHOUT_A_REASON =
      Refusal.ofField(
          400,
          "reason.missing",
          OperatorReason.HEADER,
          "says why an operator looks into another's tenant");

  private final Registry registry;
  private final SuppressedScopes suppressed;
  private final TenantGuard guard;

  TenantDoor(Registry registry, SuppressedScopes suppressed) {
    this.registry = registry;
    this.suppressed = suppressed;
    this.guard = new TenantGuard(new RegistryDirectory(registry));
  }

  /** An organization whose items the caller may reach. */
  public Tenant<Organization> organization(Caller caller, String id) {
    Tenant<Organization> organization = known(caller, new OrganizationId(id));
    pass(caller, portfolio(organization));
    return organization;
  }

  /** A creator whose twins the caller may reach. */
  public Tenant<Creator> creator(Caller caller, String id) {
    Tenant<Creator> creator = known(caller, new CreatorId(id));
    pass(caller, new Namespace.CreatorWide(new CreatorId(id)));
    return creator;
  }

  /** A twin whose sources the caller may reach. */
  public Tenant<Twin> twin(Caller caller, String creatorId, String twinId) {
    CreatorId creator = new CreatorId(creatorId);
    TwinId twin = new TwinId(twinId);
    Tenant<Twin> found =
        registry
            .twin(known(caller, creator), twinId)
            .orElseThrow(
                () ->
                    absent(
                        owns(caller, creator),
                        new Name(ScopeType.TWIN, List.of(creatorId, twinId))));
    pass(caller, new Namespace.Twin(creator, twin));
    return found;
  }

  /** An organization whose registration the caller may read, or change its profiles. */
  public Tenant<Organization> registered(Caller caller, OrganizationId id) {
    return caller.keepsRegistry() ? known(caller, id) : organization(caller, id.value());
  }

  /** A creator whose registration the caller may read, or change its twins. */
  public Tenant<Creator> registered(Caller caller, CreatorId id) {
    return caller.keepsRegistry() ? known(caller, id) : creator(caller, id.value());
  }

  private Tenant<Organization> known(Caller caller, OrganizationId id) {
    return registry
        .organization(id.value())
        .orElseThrow(
            () ->
                absent(
                    caller.keepsRegistry() || caller.principal().organizations().contains(id),
                    new Name(ScopeType.ORGANIZATION, List.of(id.value()))));
  }

  private Tenant<Creator> known(Caller caller, CreatorId id) {
    return registry
        .creator(id.value())
        .orElseThrow(
            () -> absent(owns(caller, id), new Name(ScopeType.CREATOR, List.of(id.value()))));
  }

  private static boolean owns(Caller caller, CreatorId id) {
    return caller.keepsRegistry() || caller.principal().creator().filter(id::equals).isPresent();
  }

  /** That a name is suppressed is told to its owner; to others it is unknown like any other. */
  private RefusedException absent(boolean told, Name name) {
    return new RefusedException(
        told && suppressed.isAny(name) ? Refusals.SUPPRESSED : Refusal.noTenant());
  }

  private static Namespace portfolio(Tenant<Organization> organization) {
    return new Namespace.Portfolio(new OrganizationSlug(organization.state().slug()));
  }

  private void pass(Caller caller, Namespace namespace) {
    if (caller.bypasses()) {
      return;
    }
    try {
      guard.validateNamespaceAccess(caller.principal(), namespace.name());
    } catch (TenantIsolationException foreign) {
      throw new RefusedException(caller.keepsRegistry() ? WITHOUT_A_REASON : Refusal.noTenant());
    }
  }
}
