package io.palimpsest.access;

import io.palimpsest.access.token.TokenVerifier;
import io.palimpsest.access.token.UnauthorisedException;
import io.palimpsest.tenancy.Principal;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

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
   * @throws UnauthorisedException when the request carries none, or its claims are broken
   */
  public Principal get() {
    if (identity.getPrincipal() instanceof JsonWebToken token && token.getRawToken() != null) {
      return TokenVerifier.read(token.getRawToken());
    }
    throw new UnauthorisedException("token.missing");
  }
}
