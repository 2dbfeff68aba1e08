package io.palimpsest.tenancy;

/**
 * Keeps every call inside its tenant. Two independent checks must agree: the registry knows the
 * owner, and the name rebuilt from the owner's ids equals the name that was asked for.
 */
public final class TenantGuard {
  private final TenantDirectory directory;

  /**
   * @param directory the registry, as materialised by the service that asks
   */
  public TenantGuard(TenantDirectory directory) {
    this.directory = directory;
  }

  /**
   * Returns the namespace when it belongs to the principal.
   *
   * @param namespace name in the vector store
   * @throws TenantIsolationException for any other namespace, known or not
   */
  public Namespace validateNamespaceAccess(Principal principal, String namespace) {
    Namespace asked = Namespace.parse(namespace).orElseThrow(TenantIsolationException::new);
    boolean owned =
        switch (asked) {
          case Namespace.Portfolio portfolio -> ownsPortfolio(principal, portfolio);
          case Namespace.Twin twin ->
              speaksFor(principal, twin.creator()) && directory.isLive(twin.creator(), twin.twin());
          case Namespace.CreatorWide wide ->
              speaksFor(principal, wide.creator()) && directory.isLive(wide.creator());
        };
    if (!owned || !asked.name().equals(namespace)) {
      throw new TenantIsolationException();
    }
    return asked;
  }

  /**
   * Returns the namespace to read from when it belongs to the principal. An old alias is understood
   * here, and only here: it is never written to. Its warning is to be logged and handed on.
   *
   * @param name name in the vector store, or an old alias of one
   * @throws TenantIsolationException for any other namespace, known or not
   */
  public ReadableNamespace validateReadAccess(Principal principal, String name) {
    ReadableNamespace asked =
        ReadableNamespace.named(name).orElseThrow(TenantIsolationException::new);
    Namespace own = validateNamespaceAccess(principal, asked.namespace().name());
    return new ReadableNamespace(own, asked.warning());
  }

  private boolean ownsPortfolio(Principal principal, Namespace.Portfolio portfolio) {
    return principal.organizations().stream()
        .flatMap(organization -> directory.slugOf(organization).stream())
        .map(slug -> new Namespace.Portfolio(slug).name())
        .anyMatch(portfolio.name()::equals);
  }

  private static boolean speaksFor(Principal principal, CreatorId creator) {
    return principal.creator().filter(creator::equals).isPresent();
  }
}
