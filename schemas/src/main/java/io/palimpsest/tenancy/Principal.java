package io.palimpsest.tenancy;

import java.util.Optional;
import java.util.Set;

/**
 * Who asks, as a verified token says it.
 *
 * @param keyId id of the token's subject or key, for the access log
 * @param roles what it may do
 * @param creator the creator it speaks for, if any
 * @param organizations ids of the organizations it speaks for
 */
public record Principal(
    String keyId, Set<Role> roles, Optional<CreatorId> creator, Set<OrganizationId> organizations) {
  /** Copies the collections. */
  public Principal {
    roles = Set.copyOf(roles);
    organizations = Set.copyOf(organizations);
  }

  /** Whether the principal has the role. */
  public boolean has(Role role) {
    return roles.contains(role);
  }
}
