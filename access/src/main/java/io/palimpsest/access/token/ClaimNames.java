package io.palimpsest.access.token;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;

/**
 * Where an issuer writes what the product asks for. A name may be a path through objects, such as
 * {@code realm_access/roles}.
 *
 * @param roles a list of roles
 * @param creator the creator that the token speaks for
 * @param organizations a list of the organizations that it speaks for
 */
public record ClaimNames(String roles, String creator, String organizations) {
  /** As the local stack writes them. */
  public static final ClaimNames DEFAULT = new ClaimNames("roles", "creator_id", "org_ids");

  private static final String SEPARATOR = "/";

  /** Refuses a blank name. */
  public ClaimNames {
    for (String name : List.of(roles, creator, organizations)) {
      if (name.isBlank()) {
        throw new IllegalArgumentException("a claim has no name");
      }
    }
  }

  /** What stands at a path; empty when nothing does. */
  static Optional<Object> at(JwtClaims claims, String path) {
    @Nullable Object found = claims.getClaimValue(path);
    if (found == null && path.contains(SEPARATOR)) {
      found = claims.getClaimsMap();
      for (String step : Arrays.asList(path.split(SEPARATOR))) {
        found = found instanceof Map<?, ?> object ? object.get(step) : null;
      }
    }
    return Optional.ofNullable(found);
  }
}
