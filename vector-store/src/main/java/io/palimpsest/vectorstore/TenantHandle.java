package io.palimpsest.vectorstore;

import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.Namespace;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.TenantDirectory;
import io.palimpsest.tenancy.TenantGuard;
import io.palimpsest.tenancy.TenantIsolationException;
import io.palimpsest.tenancy.TwinId;

/**
 * Proof that a namespace may be reached: it exists only when the guard let a principal pass, or
 * when the registry knows the tenant as live.
 */
public final class TenantHandle {
  private final Namespace namespace;

  private TenantHandle(Namespace namespace) {
    this.namespace = namespace;
  }

  /**
   * For work on behalf of a principal.
   *
   * @throws TenantIsolationException when the namespace is not the principal's
   */
  public static TenantHandle of(TenantGuard guard, Principal principal, Namespace namespace) {
    return new TenantHandle(guard.validateNamespaceAccess(principal, namespace.name()));
  }

  /**
   * For work that the registry's own events ask for: an organization's items.
   *
   * @throws TenantIsolationException when the organization is not registered and live
   */
  public static TenantHandle ofOrganization(
      TenantDirectory directory, OrganizationId organization) {
    return directory
        .slugOf(organization)
        .map(slug -> new TenantHandle(new Namespace.Portfolio(slug)))
        .orElseThrow(TenantIsolationException::new);
  }

  /**
   * For work that the registry's own events ask for: a twin's sources.
   *
   * @throws TenantIsolationException when the twin is not registered and live
   */
  public static TenantHandle ofTwin(TenantDirectory directory, CreatorId creator, TwinId twin) {
    if (!directory.isLive(creator, twin)) {
      throw new TenantIsolationException();
    }
    return new TenantHandle(new Namespace.Twin(creator, twin));
  }

  /** The namespace that this handle opens. */
  public Namespace namespace() {
    return namespace;
  }

  @Override
  public String toString() {
    return "TenantHandle[" + namespace.name() + "]";
  }
}
