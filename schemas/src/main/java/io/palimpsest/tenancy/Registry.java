package io.palimpsest.tenancy;

import io.palimpsest.event.ScopeType;
import io.palimpsest.event.TenantChanged;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The tenants, materialised from {@code palimpsest.tenants.v1}. Events may come in any order and
 * any number of times: per uid the highest revision counts, and an erased uid never comes back.
 * What is handed out is immutable. Thread-safe; a lookup sees every event that was applied before
 * it began.
 */
public final class Registry implements TenantDirectory {
  /** What is known of a uid. */
  public enum State {
    /** Registered, as are all the scopes that hold it. */
    LIVE,
    /** Known, but it or a scope that holds it is closed or not registered. */
    CLOSED,
    /** Never registered as far as the topic was read, or erased. */
    UNKNOWN
  }

  /** What became of an event. */
  public enum Outcome {
    /** It is the newest of its uid. */
    APPLIED,
    /** A newer one, or the erasure of its uid, was applied before. */
    OUTDATED,
    /** It breaks the contract: no registry of this product wrote it. */
    REFUSED
  }

  /** Two live admissions of one id exist only while an erasure's tombstone has not been read. */
  private static final Comparator<TenantScope> NEWEST =
      Comparator.comparing(TenantScope::changedAt).thenComparing(TenantScope::uid);

  private record Path(ScopeType type, List<String> ids) {}

  private final Map<UUID, TenantScope> scopes = new ConcurrentHashMap<>();
  private final Map<Path, Set<UUID>> admissions = new ConcurrentHashMap<>();
  private final Map<OrganizationSlug, Set<UUID>> slugs = new ConcurrentHashMap<>();
  private final Map<UUID, Set<UUID>> children = new ConcurrentHashMap<>();
  private final Set<UUID> erased = ConcurrentHashMap.newKeySet();

  /** Applies an event. */
  public synchronized Outcome apply(TenantChanged event) {
    Optional<TenantScope> read = TenantScopes.read(event);
    if (read.isEmpty()) {
      return Outcome.REFUSED;
    }
    TenantScope scope = read.get();
    TenantScope known = scopes.get(scope.uid());
    if (erased.contains(scope.uid()) || (known != null && known.revision() >= scope.revision())) {
      return Outcome.OUTDATED;
    }
    scopes.put(scope.uid(), scope);
    add(admissions, path(scope), scope.uid());
    scope.slug().ifPresent(slug -> add(slugs, slug, scope.uid()));
    scope.parents().forEach(parent -> add(children, parent, scope.uid()));
    return Outcome.APPLIED;
  }

  /** Applies the tombstone of an erased scope. */
  public synchronized void erase(UUID uid) {
    erased.add(uid);
    TenantScope scope = scopes.remove(uid);
    if (scope != null) {
      remove(admissions, path(scope), uid);
      scope.slug().ifPresent(slug -> remove(slugs, slug, uid));
      scope.parents().forEach(parent -> remove(children, parent, uid));
    }
  }

  /** What is known of the uid. */
  public State stateOf(UUID uid) {
    TenantScope scope = scopes.get(uid);
    if (scope == null) {
      return State.UNKNOWN;
    }
    return isLive(scope) ? State.LIVE : State.CLOSED;
  }

  /** The scope with the uid, live or closed. */
  public Optional<TenantScope> find(UUID uid) {
    return Optional.ofNullable(scopes.get(uid));
  }

  /** The live organization with the id. */
  public Optional<TenantScope> organization(OrganizationId organization) {
    return live(ScopeType.ORGANIZATION, List.of(organization.value()));
  }

  /** The live organization with the slug. */
  public Optional<TenantScope> organization(OrganizationSlug slug) {
    return newestLive(slugs.getOrDefault(slug, Set.of()));
  }

  /** The live profile. */
  public Optional<TenantScope> profile(OrganizationId organization, ProfileId profile) {
    return live(ScopeType.PROFILE, List.of(organization.value(), profile.value()));
  }

  /** The live creator. */
  public Optional<TenantScope> creator(CreatorId creator) {
    return live(ScopeType.CREATOR, List.of(creator.value()));
  }

  /** The live twin. */
  public Optional<TenantScope> twin(CreatorId creator, TwinId twin) {
    return live(ScopeType.TWIN, List.of(creator.value(), twin.value()));
  }

  /** The live twins of a live creator, by id; empty when there is no such creator. */
  public List<TwinId> twinsOf(CreatorId creator) {
    return creator(creator).stream()
        .flatMap(owner -> childrenOf(owner.uid()).stream())
        .map(twin -> new TwinId(twin.id()))
        .toList();
  }

  /** The live scopes directly under the uid, by id. */
  public List<TenantScope> childrenOf(UUID uid) {
    return children.getOrDefault(uid, Set.of()).stream()
        .flatMap(child -> find(child).stream())
        .filter(this::isLive)
        .sorted(Comparator.comparing(TenantScope::id).thenComparing(TenantScope::uid))
        .toList();
  }

  /** Every live scope, in no order. */
  public Collection<TenantScope> live() {
    return scopes.values().stream().filter(this::isLive).toList();
  }

  @Override
  public Optional<OrganizationSlug> slugOf(OrganizationId organization) {
    return organization(organization).flatMap(TenantScope::slug);
  }

  @Override
  public boolean isLive(CreatorId creator, TwinId twin) {
    return twin(creator, twin).isPresent();
  }

  @Override
  public boolean isLive(CreatorId creator) {
    return creator(creator).isPresent();
  }

  private Optional<TenantScope> live(ScopeType type, List<String> ids) {
    return newestLive(admissions.getOrDefault(new Path(type, ids), Set.of()));
  }

  private Optional<TenantScope> newestLive(Set<UUID> uids) {
    return uids.stream().flatMap(uid -> find(uid).stream()).filter(this::isLive).max(NEWEST);
  }

  private boolean isLive(TenantScope scope) {
    return scope.open()
        && scope.parents().stream()
            .allMatch(parent -> find(parent).filter(TenantScope::open).isPresent());
  }

  private static Path path(TenantScope scope) {
    return new Path(scope.type(), scope.ids());
  }

  private static <K> void add(Map<K, Set<UUID>> index, K key, UUID uid) {
    index.merge(
        key,
        Set.of(uid),
        (some, one) -> Set.copyOf(Stream.concat(some.stream(), one.stream()).toList()));
  }

  private static <K> void remove(Map<K, Set<UUID>> index, K key, UUID uid) {
    index.computeIfPresent(
        key,
        (same, uids) -> {
          Set<UUID> rest = new HashSet<>(uids);
          rest.remove(uid);
          return rest.isEmpty() ? null : Set.copyOf(rest);
        });
  }
}
