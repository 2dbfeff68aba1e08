package io.palimpsest.tenancy;

import java.util.Optional;

/** The registry as the guard needs it: which live organization owns a slug, and the reverse. */
public interface TenantDirectory {
  /** Slug of a live organization, or empty when it is unknown, closed or erased. */
  Optional<OrganizationSlug> slugOf(OrganizationId organization);

  /** Whether the twin is registered and live under the creator. */
  boolean isLive(CreatorId creator, TwinId twin);

  /** Whether the creator is registered and live. */
  boolean isLive(CreatorId creator);
}
