package io.palimpsest.tenancy;

import io.palimpsest.event.ScopeRef;
import io.palimpsest.event.ScopeType;
import io.palimpsest.event.TenantChange;
import io.palimpsest.event.TenantChanged;
import java.util.List;
import java.util.Optional;

/** Reads the registry's events, and refuses what no registry of this product can have said. */
final class TenantScopes {
  private TenantScopes() {}

  /** The scope, or empty when the event contradicts itself or holds an id that breaks its rule. */
  static Optional<TenantScope> read(TenantChanged event) {
    List<ScopeRef> path = event.getScopePath();
    if (path.isEmpty()
        || !path.getLast().getUid().equals(event.getUid())
        || event.getChange() == TenantChange.UNKNOWN) {
      return Optional.empty();
    }
    try {
      checkIds(path);
      return Optional.of(scope(event, path));
    } catch (InvalidIdException broken) {
      return Optional.empty();
    }
  }

  private static TenantScope scope(TenantChanged event, List<ScopeRef> path) {
    return new TenantScope(
        event.getUid(),
        path.getLast().getType(),
        path.stream().map(ScopeRef::getId).toList(),
        path.subList(0, path.size() - 1).stream().map(ScopeRef::getUid).toList(),
        slug(event, path.getLast().getType()),
        event.getRevision(),
        event.getChange() != TenantChange.CLOSED,
        event.getOccurredAt());
  }

  private static Optional<OrganizationSlug> slug(TenantChanged event, ScopeType type) {
    if (type != ScopeType.ORGANIZATION) {
      return Optional.empty();
    }
    if (event.getSlug() == null) {
      throw new InvalidIdException("slug", "an organization has one");
    }
    return Optional.of(new OrganizationSlug(event.getSlug()));
  }

  private static void checkIds(List<ScopeRef> path) {
    ScopeRef outermost = path.getFirst();
    switch (outermost.getType()) {
      case ORGANIZATION -> new OrganizationId(outermost.getId());
      case CREATOR -> new CreatorId(outermost.getId());
      default -> throw new InvalidIdException("scope_path", "starts with a tenant");
    }
    if (path.size() == 1) {
      return;
    }
    ScopeRef inner = path.get(1);
    switch (inner.getType()) {
      case PROFILE -> new ProfileId(inner.getId());
      case TWIN -> new TwinId(inner.getId());
      default -> throw new InvalidIdException("scope_path", "goes on with a profile or twin");
    }
    boolean fits =
        (inner.getType() == ScopeType.TWIN) == (outermost.getType() == ScopeType.CREATOR);
    if (path.size() > 2 || !fits) {
      throw new InvalidIdException("scope_path", "is a tenant, and a profile or twin at most");
    }
  }
}
