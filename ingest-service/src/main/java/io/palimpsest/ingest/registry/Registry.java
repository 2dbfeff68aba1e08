package io.palimpsest.ingest.registry;

import io.palimpsest.event.ScopeType;
import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.entry.Head;
import io.palimpsest.ingest.entry.Keys;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.ingest.entry.Scope;
import io.palimpsest.ingest.entry.ScopePath;
import io.palimpsest.ingest.store.EntryStore;
import io.palimpsest.ingest.store.SuppressedScopes;
import io.palimpsest.ingest.store.SuppressedScopes.Name;
import io.palimpsest.ingest.write.Gate;
import io.palimpsest.ingest.write.Refusals;
import io.palimpsest.ingest.write.Shelf;
import io.palimpsest.tenancy.ProfileId;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds live tenants. What is unknown, closed or fenced is not there. */
@Singleton
public final class Registry {
  private final EntryStore<Organization> organizations;
  private final EntryStore<Profile> profiles;
  private final EntryStore<Creator> creators;
  private final EntryStore<Twin> twins;
  private final Gate gate;
  private final SuppressedScopes suppressed;

  Registry(
      Shelf<Organization> organizations,
      Shelf<Profile> profiles,
      Shelf<Creator> creators,
      Shelf<Twin> twins,
      Gate gate,
      SuppressedScopes suppressed) {
    this.organizations = organizations.store();
    this.profiles = profiles.store();
    this.creators = creators.store();
    this.twins = twins.store();
    this.gate = gate;
    this.suppressed = suppressed;
  }

  /** The organization with this id. */
  public Optional<Tenant<Organization>> organization(String id) {
    return live(organizations, Keys.root(id));
  }

  /** The profile of an organization. */
  public Optional<Tenant<Profile>> profile(Tenant<Organization> organization, String id) {
    return live(profiles, Keys.below(self(organization), id));
  }

  /**
   * Path of a profile that takes items.
   *
   * @throws RefusedException when there is no such profile, or it was not announced yet
   */
  public ScopePath parent(Tenant<Organization> organization, ProfileId id) {
    return profile(organization, id.value())
        .orElseThrow(
            () ->
                new RefusedException(
                    suppressed.isAny(profileName(organization, id))
                        ? Refusals.SUPPRESSED
                        : Refusal.ofField(
                            422, "profile.unknown", "profile_id", "names a live profile")))
        .acknowledged()
        .path();
  }

  /** The creator with this id. */
  public Optional<Tenant<Creator>> creator(String id) {
    return live(creators, Keys.root(id));
  }

  /** The twin of a creator. */
  public Optional<Tenant<Twin>> twin(Tenant<Creator> creator, String id) {
    return live(twins, Keys.below(self(creator), id));
  }

  /** Which of these profile ids belong to live profiles of the organization. */
  Set<String> liveProfiles(Tenant<Organization> organization, Set<String> ids) {
    Set<String> live = new HashSet<>();
    profiles
        .heads(ids.stream().map(id -> Keys.below(self(organization), id)).toList())
        .values()
        .stream()
        .filter(head -> !head.deleted())
        .forEach(head -> live.add(head.id()));
    return live;
  }

  /** The value, or the refusal that is the same for unknown and foreign. */
  public static <T> T orNotFound(Optional<T> found) {
    return found.orElseThrow(() -> new RefusedException(Refusal.noTenant()));
  }

  private <S> Optional<Tenant<S>> live(EntryStore<S> store, String key) {
    return store.entry(key).flatMap(this::live);
  }

  private <S> Optional<Tenant<S>> live(Entry<S> entry) {
    Head head = entry.head();
    S state = entry.state();
    if (state == null || head.deleted() || gate.isFenced(head.path().uids())) {
      return Optional.empty();
    }
    return Optional.of(new Tenant<>(head, state));
  }

  private static Name profileName(Tenant<Organization> organization, ProfileId id) {
    return new Name(ScopeType.PROFILE, List.of(organization.head().id(), id.value()));
  }

  private static Scope self(Tenant<?> tenant) {
    return tenant.path().last();
  }
}
