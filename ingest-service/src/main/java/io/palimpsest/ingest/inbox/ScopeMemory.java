package io.palimpsest.ingest.inbox;

import io.palimpsest.event.ScopeType;
import io.palimpsest.ingest.entry.Head;
import io.palimpsest.ingest.entry.Keys;
import io.palimpsest.ingest.entry.Scope;
import io.palimpsest.ingest.entry.Seen;
import io.palimpsest.ingest.inbox.ParkedSubmission.Claim;
import io.palimpsest.ingest.inbox.ParkedSubmission.Place;
import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.ingest.registry.Creator;
import io.palimpsest.ingest.registry.Organization;
import io.palimpsest.ingest.registry.Profile;
import io.palimpsest.ingest.registry.Registry;
import io.palimpsest.ingest.registry.Tenant;
import io.palimpsest.ingest.registry.Twin;
import io.palimpsest.ingest.source.Source;
import io.palimpsest.ingest.store.EntryStore;
import io.palimpsest.ingest.store.ErasedScopes;
import io.palimpsest.ingest.store.Readmitted;
import io.palimpsest.ingest.store.SuppressedScopes;
import io.palimpsest.ingest.store.SuppressedScopes.Name;
import io.palimpsest.ingest.write.Shelf;
import io.palimpsest.topic.Topic;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** What is known of the scopes that an inbox record names: live, or erased. */
@Singleton
final class ScopeMemory {
  private final Registry registry;
  private final EntryStore<PortfolioItem> items;
  private final EntryStore<Source> sources;
  private final ErasedScopes erased;
  private final SuppressedScopes suppressed;

  ScopeMemory(
      Registry registry,
      Shelf<PortfolioItem> items,
      Shelf<Source> sources,
      ErasedScopes erased,
      SuppressedScopes suppressed) {
    this.registry = registry;
    this.items = items.store();
    this.sources = sources.store();
    this.erased = erased;
    this.suppressed = suppressed;
  }

  /**
   * What a record could belong to, whatever parent it claims.
   *
   * @param erased whether a scope that it names is suppressed, was erased and not admitted again,
   *     or came back after the record was submitted
   * @param uids uids of the live scopes that it names and of those that hold its entity, outermost
   *     first
   * @param seen how far its entity is
   */
  public record Standing(boolean erased, List<UUID> uids, Seen seen) {
    /** Copies the list. */
    public Standing {
      uids = List.copyOf(uids);
    }
  }

  /** What is known now of what a record names. */
  public Standing standing(Place place, Claim claim) {
    Standing now = portfolio(place.topic()) ? item(claim) : source(claim);
    return now.erased() || !(isSuppressed(place, claim) || isOlder(place, claim))
        ? now
        : new Standing(true, now.uids(), now.seen());
  }

  private boolean isSuppressed(Place place, Claim claim) {
    boolean item = portfolio(place.topic());
    List<String> entity = List.of(claim.tenant(), claim.parent(), claim.entity());
    return suppressed.isAny(
        new Name(item ? ScopeType.ORGANIZATION : ScopeType.CREATOR, entity.subList(0, 1)),
        new Name(item ? ScopeType.PROFILE : ScopeType.TWIN, entity.subList(0, 2)),
        new Name(item ? ScopeType.ITEM : ScopeType.SOURCE, entity));
  }

  /** Whether the record was submitted before a scope that it names came back. */
  private boolean isOlder(Place place, Claim claim) {
    Readmitted readmitted =
        erased.readmitted(place.topic(), Map.of(place.partition(), place.offset()));
    return !readmitted.isEmpty()
        && (portfolio(place.topic()) ? itemScopes(claim) : sourceScopes(claim))
            .anyMatch(
                scope ->
                    readmitted.since(scope.type(), scope.key(), place.partition(), place.offset()));
  }

  /** A scope as it is remembered. */
  private record Named(ScopeType type, String key) {}

  private Stream<Named> itemScopes(Claim claim) {
    Stream<Named> below =
        registry.organization(claim.tenant()).stream()
            .map(organization -> organization.path().last())
            .flatMap(
                self ->
                    Stream.of(
                        new Named(ScopeType.PROFILE, Keys.below(self, claim.parent())),
                        new Named(ScopeType.ITEM, Keys.below(self, claim.entity()))));
    return Stream.concat(
        Stream.of(new Named(ScopeType.ORGANIZATION, Keys.root(claim.tenant()))), below);
  }

  private Stream<Named> sourceScopes(Claim claim) {
    Optional<Tenant<Creator>> creator = registry.creator(claim.tenant());
    Stream<Named> twin =
        creator.stream()
            .map(found -> Keys.below(found.path().last(), claim.parent()))
            .map(key -> new Named(ScopeType.TWIN, key));
    Stream<Named> source =
        creator.flatMap(found -> registry.twin(found, claim.parent())).stream()
            .map(found -> Keys.below(found.path().last(), claim.entity()))
            .map(key -> new Named(ScopeType.SOURCE, key));
    Stream<Named> root = Stream.of(new Named(ScopeType.CREATOR, Keys.root(claim.tenant())));
    return Stream.concat(root, Stream.concat(twin, source));
  }

  private Standing item(Claim claim) {
    Optional<Tenant<Organization>> organization = registry.organization(claim.tenant());
    if (organization.isEmpty()) {
      return unknown(ScopeType.ORGANIZATION, Keys.root(claim.tenant()));
    }
    Scope self = organization.get().path().last();
    String key = Keys.below(self, claim.entity());
    Optional<Tenant<Profile>> profile = registry.profile(organization.get(), claim.parent());
    boolean gone =
        isErased(ScopeType.ITEM, key)
            || (profile.isEmpty() && isErased(ScopeType.PROFILE, Keys.below(self, claim.parent())));
    return standing(gone, organization.get(), profile, head(items, key));
  }

  private Standing source(Claim claim) {
    Optional<Tenant<Creator>> creator = registry.creator(claim.tenant());
    if (creator.isEmpty()) {
      return unknown(ScopeType.CREATOR, Keys.root(claim.tenant()));
    }
    Optional<Tenant<Twin>> twin = registry.twin(creator.get(), claim.parent());
    if (twin.isEmpty()) {
      String key = Keys.below(creator.get().path().last(), claim.parent());
      return standing(
          isErased(ScopeType.TWIN, key), creator.get(), Optional.empty(), Optional.empty());
    }
    String key = Keys.below(twin.get().path().last(), claim.entity());
    return standing(isErased(ScopeType.SOURCE, key), creator.get(), twin, head(sources, key));
  }

  private Standing unknown(ScopeType type, String key) {
    return new Standing(isErased(type, key), List.of(), Seen.NOTHING);
  }

  private static Standing standing(
      boolean erased,
      Tenant<?> tenant,
      Optional<? extends Tenant<?>> parent,
      Optional<Head> entity) {
    Set<UUID> uids = new LinkedHashSet<>(tenant.path().uids());
    parent.ifPresent(found -> uids.addAll(found.path().uids()));
    entity.ifPresent(found -> uids.addAll(found.path().uids()));
    return new Standing(erased, List.copyOf(uids), entity.map(Seen::of).orElse(Seen.NOTHING));
  }

  private static Optional<Head> head(EntryStore<?> store, String key) {
    return Optional.ofNullable(store.heads(List.of(key)).get(key));
  }

  private boolean isErased(ScopeType type, String key) {
    return !erased.among(type, List.of(key)).isEmpty();
  }

  private static boolean portfolio(Topic inbox) {
    return inbox == Topic.INBOX_PORTFOLIO;
  }
}
