package io.palimpsest.ingest.registry;

import org.jspecify.annotations.Nullable;

/**
 * An organization as its operator wrote it.
 *
 * @param slug names its namespace; never changes
 * @param name display name
 * @param orgType who works under it
 * @param planTier plan
 * @param limitsBypassedBy who may exceed the plan's limits and why, such as {@code migration}; null
 *     for nobody
 */
public record Organization(
    String slug,
    String name,
    OrganizationType orgType,
    PlanTier planTier,
    @Nullable String limitsBypassedBy) {
  /** Whether the limits of the plan do not bind it. */
  boolean unbound() {
    return limitsBypassedBy != null;
  }
}
