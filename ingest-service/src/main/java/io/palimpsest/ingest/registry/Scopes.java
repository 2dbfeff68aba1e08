package io.palimpsest.ingest.registry;

import io.palimpsest.event.ScopeType;
import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.entry.Head;
import io.palimpsest.ingest.entry.Keys;
import io.palimpsest.ingest.entry.Scope;
import io.palimpsest.ingest.entry.ScopePath;
import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.ingest.source.Source;
import io.palimpsest.ingest.store.EntryStore;
import io.palimpsest.ingest.store.UnderScope;
import io.palimpsest.ingest.write.Shelf;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Resolves scopes, whatever their state. */
@Singleton
public final class Scopes {
  private final EntryStore<Organization> organizations;
  private final EntryStore<Profile> profiles;
  private final EntryStore<Creator> creators;
  private final EntryStore<Twin> twins;
  private final EntryStore<PortfolioItem> items;
  private final EntryStore<Source> sources;

  Scopes(
      Shelf<Organization> organizations,
      Shelf<Profile> profiles,
      Shelf<Creator> creators,
      Shelf<Twin> twins,
      Shelf<PortfolioItem> items,
      Shelf<Source> sources) {
    this.organizations = organizations.store();
    this.profiles = profiles.store();
    this.creators = creators.store();
    this.twins = twins.store();
    this.items = items.store();
    this.sources = sources.store();
  }

  /**
   * The scope with these ids, or empty.
   *
   * @param ids public ids, outermost first
   */
  public Optional<ResolvedScope> resolve(ScopeType type, List<String> ids) {
    ScopeNames.check(type, ids);
    return head(type, ids).map(this::describe);
  }

  /** The scope that was admitted under this uid, or empty. */
  public Optional<Head> byUid(UUID uid) {
    return Stream.<EntryStore<?>>of(organizations, creators, profiles, twins, items, sources)
        .flatMap(store -> store.headsByUid(List.of(uid)).values().stream())
        .findFirst();
  }

  /**
   * One page of the tenant scopes below the scope, in a stable order: closed ones and stubs too,
   * for as long as their entry is not erased.
   */
  public ChildPage children(UUID uid, String after, int limit) {
    Optional<ScopePath> path = byUid(uid).map(Head::path);
    if (path.isEmpty() || path.get().scopes().size() > 1) {
      return new ChildPage(List.of(), null);
    }
    List<Head> heads =
        (isCreators(path.get().tenant()) ? twins : profiles)
            .headsUnder(new UnderScope(uid), after, limit);
    return new ChildPage(
        heads.stream().map(head -> ScopeView.of(head.path().last())).toList(),
        heads.size() < limit ? null : heads.getLast().key());
  }

  /** One page of the entities below the scope, in a stable order. */
  public EntityPage entities(UUID uid, String after, int limit) {
    EntryStore<?> store =
        byUid(uid).map(Head::path).filter(path -> isCreators(path.tenant())).isPresent()
            ? sources
            : items;
    List<Head> heads = store.headsUnder(new UnderScope(uid), after, limit);
    return new EntityPage(
        heads.stream().map(head -> ScopeView.of(head.path().last())).toList(),
        heads.size() < limit ? null : heads.getLast().key());
  }

  /** The slug of an organization that is registered. */
  public Optional<String> slug(String organization) {
    return organizations.entry(Keys.root(organization)).map(Entry::state).map(Organization::slug);
  }

  /**
   * What is kept of the scope with these ids, whatever became of it, or empty.
   *
   * @param ids public ids, outermost first
   */
  public Optional<Head> head(ScopeType type, List<String> ids) {
    return switch (type) {
      case ORGANIZATION -> head(organizations, Keys.root(ids.getFirst()));
      case CREATOR -> head(creators, Keys.root(ids.getFirst()));
      case PROFILE -> below(organizations, ids, profiles);
      case TWIN -> below(creators, ids, twins);
      case ITEM -> below(organizations, ids, items).filter(head -> profileFits(head, ids));
      case SOURCE ->
          below(creators, ids.subList(0, 2), twins)
              .flatMap(twin -> head(sources, Keys.below(twin.path().last(), ids.get(2))));
      case UNKNOWN -> Optional.empty();
    };
  }

  /** The entry named by the last id, unique below the one named by the first. */
  private static Optional<Head> below(
      EntryStore<?> parents, List<String> ids, EntryStore<?> children) {
    return head(parents, Keys.root(ids.getFirst()))
        .flatMap(parent -> head(children, Keys.below(parent.path().last(), ids.getLast())));
  }

  private static boolean profileFits(Head item, List<String> ids) {
    return ids.size() == 2 || item.path().scopes().get(1).id().equals(ids.get(1));
  }

  private static Optional<Head> head(EntryStore<?> store, String key) {
    return Optional.ofNullable(store.heads(List.of(key)).get(key));
  }

  private ResolvedScope describe(Head head) {
    Scope self = head.path().last();
    UnderScope under = new UnderScope(self.uid());
    boolean creators = isCreators(head.path().tenant());
    return new ResolvedScope(
        head.path().scopes().stream().map(ScopeView::of).toList(),
        children(creators ? twins : profiles, self),
        creators ? null : slug(head.path().tenant().id()).orElse(null),
        (creators ? sources : items).count(under));
  }

  private static List<ScopeView> children(EntryStore<?> store, Scope parent) {
    return store.headsUnder(new UnderScope(parent.uid()), "", Integer.MAX_VALUE).stream()
        .map(head -> head.path().last())
        .filter(scope -> !scope.uid().equals(parent.uid()))
        .map(ScopeView::of)
        .toList();
  }

  private static boolean isCreators(Scope tenant) {
    return tenant.type() == ScopeType.CREATOR;
  }
}
