package io.palimpsest.ingest.scope;

import io.palimpsest.event.ScopeType;
import io.palimpsest.ingest.entry.Keys;
import io.palimpsest.ingest.registry.Registry;
import io.palimpsest.ingest.registry.Tenant;
import io.palimpsest.ingest.store.ErasedScopes;
import io.palimpsest.ingest.submission.ParkedSubmission.Claim;
import io.palimpsest.topic.Topic;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is known of the scopes that an inbox record names: live, or erased. */
@Singleton
public final class ScopeMemory {
  private final Registry registry;
  private final ErasedScopes erased;

  ScopeMemory(Registry registry, ErasedScopes erased) {
    this.registry = registry;
    this.erased = erased;
  }

  /** Uids of the live tenant scopes that a claim names, outermost first. */
  public List<UUID> liveUids(Topic inbox, Claim claim) {
    Optional<? extends Tenant<?>> tenant = tenant(inbox, claim);
    if (tenant.isEmpty()) {
      return List.of();
    }
    return parent(inbox, claim)
        .<List<UUID>>map(parent -> parent.path().uids())
        .orElseGet(() -> tenant.get().path().uids());
  }

  /** Whether a scope that a claim names was erased and not admitted again. */
  public boolean isErased(Topic inbox, Claim claim) {
    Optional<? extends Tenant<?>> tenant = tenant(inbox, claim);
    if (tenant.isEmpty()) {
      return isErased(
          portfolio(inbox) ? ScopeType.ORGANIZATION : ScopeType.CREATOR, claim.tenant());
    }
    Optional<? extends Tenant<?>> parent = parent(inbox, claim);
    if (parent.isEmpty()) {
      return isErased(
          portfolio(inbox) ? ScopeType.PROFILE : ScopeType.TWIN,
          Keys.below(tenant.get().path().last(), claim.parent()));
    }
    return isErased(
        portfolio(inbox) ? ScopeType.ITEM : ScopeType.SOURCE,
        Keys.below((portfolio(inbox) ? tenant.get() : parent.get()).path().last(), claim.entity()));
  }

  private boolean isErased(ScopeType type, String key) {
    return !erased.among(type, List.of(key)).isEmpty();
  }

  private Optional<? extends Tenant<?>> tenant(Topic inbox, Claim claim) {
    return portfolio(inbox)
        ? registry.organization(claim.tenant())
        : registry.creator(claim.tenant());
  }

  private Optional<? extends Tenant<?>> parent(Topic inbox, Claim claim) {
    return portfolio(inbox)
        ? registry
            .organization(claim.tenant())
            .flatMap(organization -> registry.profile(organization, claim.parent()))
        : registry
            .creator(claim.tenant())
            .flatMap(creator -> registry.twin(creator, claim.parent()));
  }

  private static boolean portfolio(Topic inbox) {
    return inbox == Topic.INBOX_PORTFOLIO;
  }
}
