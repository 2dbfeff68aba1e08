package io.palimpsest.access;

import io.palimpsest.access.token.UnauthorisedException;
import io.palimpsest.tenancy.Principal;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;

/** Who sent the current HTTP request. */
@RequestScoped
public class CurrentPrincipal {
  private final SecurityIdentity identity;

  CurrentPrincipal(SecurityIdentity identity) {
    this.identity = identity;
  }

  /**
   * The principal of the request's verified token.
   *
   * @throws UnauthorisedException when the request carries none
   */
  public Principal get() {
    Principal principal = identity.getAttribute(TokenIdentity.PRINCIPAL);
    if (principal == null) {
      throw new UnauthorisedException("token.missing");
    }
    return principal;
  }
}
