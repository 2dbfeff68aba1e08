package io.palimpsest.ingest.registry;

import io.palimpsest.event.ScopeType;
import io.palimpsest.ingest.entry.Change;
import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.entry.Keys;
import io.palimpsest.ingest.entry.Outcome;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.ingest.entry.Terms;
import io.palimpsest.ingest.store.EntryQuery;
import io.palimpsest.ingest.store.StateJson;
import io.palimpsest.ingest.write.GuardedWork;
import io.palimpsest.ingest.write.Refusals;
import io.palimpsest.ingest.write.Shelf;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.OrganizationSlug;
import io.palimpsest.tenancy.ProfileId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Registers organizations and their profiles. */
@Singleton
public final class Organizations {
  private final Shelf<Organization> organizations;
  private final Shelf<Profile> profiles;
  private final Registry registry;
  private final SlugBook slugs;
  private final Seats seats;
  private final Registrar registrar;
  private final GuardedWork guarded;

  Organizations(
      Shelf<Organization> organizations,
      Shelf<Profile> profiles,
      Registry registry,
      SlugBook slugs,
      Seats seats,
      Registrar registrar,
      GuardedWork guarded) {
    this.guarded = guarded;
    this.organizations = organizations;
    this.profiles = profiles;
    this.registry = registry;
    this.slugs = slugs;
    this.seats = seats;
    this.registrar = registrar;
  }

  /** Registers an organization, or changes its registration. */
  public Outcome put(OrganizationId id, Organization organization, Terms terms) {
    new OrganizationSlug(organization.slug());
    PlanLimits.refusePlan(organization).ifPresent(Organizations::refuse);
    for (int attempt = 0; attempt < Registrar.ATTEMPTS; attempt++) {
      Optional<Entry<Organization>> known = organizations.store().entry(Keys.root(id.value()));
      keepSlug(known, organization);
      slugs.look(organization.slug(), id.value()).ifPresent(Organizations::refuse);
      Outcome outcome =
          registrar.apply(
              organizations,
              terms
                  .root(
                      ScopeType.ORGANIZATION,
                      id.value(),
                      organization,
                      StateJson.fingerprint(organization))
                  .at(known.map(entry -> entry.head().version()).orElse(0L)));
      if (!Registrar.movedOn(outcome)) {
        return outcome;
      }
    }
    return new Outcome.Refused(Refusals.BUSY);
  }

  /** Closes an organization that has neither live profiles nor live items. */
  public Outcome close(Tenant<Organization> organization, Terms terms) {
    return registrar.close(
        organizations,
        organization.path().last(),
        terms.root(ScopeType.ORGANIZATION, organization.head().id(), null, ""));
  }

  /** Registers a profile, or changes its registration. */
  public Outcome putProfile(
      Tenant<Organization> organization, ProfileId id, Profile profile, Terms terms) {
    organization.acknowledged();
    OptionalInt most = PlanLimits.mostProfiles(organization.state());
    if (most.isPresent() && !takeSeat(organization, id, most.getAsInt())) {
      refuse(PlanLimits.tooMany(most.getAsInt()));
    }
    return registrar.apply(
        profiles,
        terms.below(
            organization.path(),
            organization.path().last(),
            ScopeType.PROFILE,
            id.value(),
            profile,
            StateJson.fingerprint(profile)));
  }

  /** Closes a profile that has no live items. */
  public Outcome closeProfile(Tenant<Organization> organization, ProfileId id, Terms terms) {
    Change<Profile> change =
        terms.below(
            organization.path(),
            organization.path().last(),
            ScopeType.PROFILE,
            id.value(),
            null,
            "");
    return registry
        .profile(organization, id.value())
        .map(profile -> registrar.close(profiles, profile.path().last(), change))
        .orElseGet(() -> registrar.apply(profiles, change));
  }

  /** One page of live organizations. */
  public List<Entry<Organization>> page(String after, int limit) {
    return organizations
        .store()
        .page(new EntryQuery(Optional.empty(), after, Optional.empty(), limit));
  }

  /** One page of an organization's live profiles. */
  public List<Entry<Profile>> profiles(Tenant<Organization> organization, String after, int limit) {
    return profiles
        .store()
        .page(
            new EntryQuery(Optional.of(organization.head().uid()), after, Optional.empty(), limit));
  }

  private boolean takeSeat(Tenant<Organization> organization, ProfileId id, int most) {
    return guarded.run(
        organization.path().uids(),
        work ->
            seats.take(
                organization.head().uid(),
                id.value(),
                most,
                ids -> registry.liveProfiles(organization, ids),
                work));
  }

  private static void keepSlug(Optional<Entry<Organization>> known, Organization organization) {
    known
        .map(Entry::state)
        .filter(old -> !old.slug().equals(organization.slug()))
        .ifPresent(
            changed ->
                refuse(Refusal.ofField(409, "slug.immutable", "slug", "a slug never changes")));
  }

  private static void refuse(Refusal refusal) {
    throw new RefusedException(refusal);
  }
}
