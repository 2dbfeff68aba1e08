package io.palimpsest.tenancy;

import io.palimpsest.event.ScopeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One admission of an organization, profile, creator or twin, as the registry knows it.
 *
 * @param uid random UUID of the admission
 * @param type kind of the scope
 * @param ids public ids, outermost first, its own last
 * @param parents uids of the scopes that hold it, outermost first
 * @param slug slug of an organization; empty for every other kind
 * @param revision version of the registry record
 * @param open false: it was closed
 * @param changedAt when the record changed, by ingest's clock
 */
public record TenantScope(
    UUID uid,
    ScopeType type,
    List<String> ids,
    List<UUID> parents,
    Optional<OrganizationSlug> slug,
    long revision,
    boolean open,
    Instant changedAt) {
  /** Copies the lists. */
  public TenantScope {
    ids = List.copyOf(ids);
    parents = List.copyOf(parents);
    if (ids.size() != parents.size() + 1) {
      throw new IllegalArgumentException("a scope has one id more than parents");
    }
  }

  /** Its own public id, unique within its parent. */
  public String id() {
    return ids.getLast();
  }
}
