package io.palimpsest.access.token;

import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.InvalidIdException;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;

/** The claims that make a principal, in both directions. */
final class Claims {
  private static final String ROLES = "roles";
  private static final String CREATOR = "creator_id";
  private static final String ORGANIZATIONS = "org_ids";

  private Claims() {}

  static JwtClaims of(Principal principal) {
    JwtClaims claims = new JwtClaims();
    claims.setSubject(principal.keyId());
    claims.setStringListClaim(ROLES, principal.roles().stream().map(Role::claim).sorted().toList());
    principal.creator().ifPresent(creator -> claims.setStringClaim(CREATOR, creator.value()));
    if (!principal.organizations().isEmpty()) {
      claims.setStringListClaim(
          ORGANIZATIONS,
          principal.organizations().stream().map(OrganizationId::value).sorted().toList());
    }
    return claims;
  }

  /** The principal; roles that the product does not know are left out. */
  static Principal principal(JwtClaims claims) {
    try {
      return new Principal(
          subject(claims),
          strings(claims, ROLES).stream()
              .flatMap(role -> Role.ofClaim(role).stream())
              .collect(Collectors.toSet()),
          Optional.ofNullable(claims.getStringClaimValue(CREATOR)).map(CreatorId::new),
          strings(claims, ORGANIZATIONS).stream()
              .map(OrganizationId::new)
              .collect(Collectors.toSet()));
    } catch (MalformedClaimException | InvalidIdException broken) {
      throw new UnauthorisedException("token.claims", broken);
    }
  }

  private static String subject(JwtClaims claims) throws MalformedClaimException {
    String subject = claims.getSubject();
    if (subject == null || subject.isBlank()) {
      throw new UnauthorisedException("token.claims");
    }
    return subject;
  }

  private static List<String> strings(JwtClaims claims, String name)
      throws MalformedClaimException {
    return claims.hasClaim(name) ? claims.getStringListClaimValue(name) : List.of();
  }
}
