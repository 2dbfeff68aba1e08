package io.palimpsest.access;

import io.palimpsest.access.token.TokenVerifier;
import io.palimpsest.access.token.UnauthorisedException;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.stream.Collectors;

/**
 * Judges the token of a request as that of a record is judged: by the same keys and rules, as of
 * now. What the server's own check let through and these do not is refused, such as a token of a
 * key that its issuer has withdrawn.
 */
@ApplicationScoped
class TokenIdentity implements SecurityIdentityAugmentor {
  /** Attribute of an identity that holds the {@link Principal}. */
  static final String PRINCIPAL = "palimpsest.principal";

  private final TokenVerifier verifier;

  TokenIdentity(TokenVerifier verifier) {
    this.verifier = verifier;
  }

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    if (identity.isAnonymous()) {
      return Uni.createFrom().item(identity);
    }
    AccessTokenCredential token = identity.getCredential(AccessTokenCredential.class);
    if (token == null) {
      return Uni.createFrom().failure(new AuthenticationFailedException("token.missing"));
    }
    return verifier.mayWait()
        ? context.runBlocking(() -> judged(identity, token.getToken()))
        : Uni.createFrom().item(() -> judged(identity, token.getToken()));
  }

  private SecurityIdentity judged(SecurityIdentity identity, String token) {
    try {
      Principal principal = verifier.verify(token, Instant.now());
      return QuarkusSecurityIdentity.builder()
          .setPrincipal(identity.getPrincipal())
          .addCredentials(identity.getCredentials())
          .addAttributes(identity.getAttributes())
          .addAttribute(PRINCIPAL, principal)
          .addRoles(principal.roles().stream().map(Role::claim).collect(Collectors.toSet()))
          .build();
    } catch (UnauthorisedException refused) {
      throw new AuthenticationFailedException(refused.reason(), refused);
    }
  }
}
