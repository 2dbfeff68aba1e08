package io.palimpsest.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** A token that does not say whose it is proves nothing, at whatever door. */
@ApplicationScoped
class SubjectRequired implements SecurityIdentityAugmentor {
  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    return identity.getPrincipal() instanceof JsonWebToken token && isBlank(token.getSubject())
        ? Uni.createFrom().failure(new AuthenticationFailedException("no subject"))
        : Uni.createFrom().item(identity);
  }

  private static boolean isBlank(String subject) {
    return subject == null || subject.isBlank();
  }
}
