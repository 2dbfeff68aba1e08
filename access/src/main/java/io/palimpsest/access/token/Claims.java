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
  private Claims() {}

  /** Under the names of {@link ClaimNames#DEFAULT}. */
  static JwtClaims of(Principal principal) {
    ClaimNames names = ClaimNames.DEFAULT;
    JwtClaims claims = new JwtClaims();
    claims.setSubject(principal.keyId());
    claims.setStringListClaim(
        names.roles(), principal.roles().stream().map(Role::claim).sorted().toList());
    principal
        .creator()
        .ifPresent(creator -> claims.setStringClaim(names.creator(), creator.value()));
    if (!principal.organizations().isEmpty()) {
      claims.setStringListClaim(
          names.organizations(),
          principal.organizations().stream().map(OrganizationId::value).sorted().toList());
    }
    return claims;
  }

  /** The principal; roles that the product does not know are left out. */
  static Principal principal(JwtClaims claims, ClaimNames names) {
    try {
      return new Principal(
          subject(claims),
          strings(claims, names.roles()).stream()
              .flatMap(role -> Role.ofClaim(role).stream())
              .collect(Collectors.toSet()),
          string(claims, names.creator()).map(CreatorId::new),
          strings(claims, names.organizations()).stream()
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

  private static Optional<String> string(JwtClaims claims, String name) {
    return ClaimNames.at(claims, name).map(Claims::text);
  }

  /** A list of strings; a single one is a list of one. */
  private static List<String> strings(JwtClaims claims, String name) {
    return ClaimNames.at(claims, name)
        .map(value -> value instanceof List<?> list ? list : List.of(value))
        .map(list -> list.stream().map(Claims::text).toList())
        .orElse(List.of());
  }

  private static String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new UnauthorisedException("token.claims");
  }
}
