package io.palimpsest.ingest.migration.run;

import io.palimpsest.ingest.entry.Head;
import io.palimpsest.ingest.entry.Outcome;
import io.palimpsest.ingest.entry.Terms;
import io.palimpsest.ingest.registry.Organization;
import io.palimpsest.ingest.registry.OrganizationType;
import io.palimpsest.ingest.registry.Organizations;
import io.palimpsest.ingest.registry.PlanTier;
import io.palimpsest.ingest.registry.Profile;
import io.palimpsest.ingest.registry.Registry;
import io.palimpsest.ingest.registry.Tenant;
import io.palimpsest.ingest.vault.Vault;
import io.palimpsest.ingest.write.GuardedWork;
import io.palimpsest.jobs.Hold;
import io.palimpsest.jobs.JobFailedException;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.ProfileId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Phases 1a and 1b: the default organization and its profile (M2). */
@Singleton
class TenantPhases {
  static final String DEFAULT_ORGANIZATION = "org_default";
  static final String DEFAULT_PROFILE = "prof_default";
  static final Organization ORGANIZATION =
      new Organization(
          "default-org",
          "Default Organization",
          OrganizationType.INDIVIDUAL,
          PlanTier.PRO,
          "migration");
  static final Profile PROFILE =
      new Profile("Default Freelancer", "Full-Stack Developer", "", List.of(), true, "migration");

  /** Those that a migration registers by itself. */
  static final Map<String, Organization> ORGANIZATIONS =
      Map.of(DEFAULT_ORGANIZATION, ORGANIZATION, Rehearsal.ORGANIZATION, Rehearsal.TENANT);

  /** The same of profiles. */
  static final Map<String, Profile> PROFILES =
      Map.of(DEFAULT_PROFILE, PROFILE, Rehearsal.PROFILE, PROFILE);

  private final Organizations organizations;
  private final Registry registry;
  private final Marks marks;
  private final GuardedWork guarded;

  TenantPhases(Organizations organizations, Registry registry, Marks marks, GuardedWork guarded) {
    this.organizations = organizations;
    this.registry = registry;
    this.marks = marks;
    this.guarded = guarded;
  }

  Phase organization() {
    return new Single("1a", this::organization);
  }

  Phase profile() {
    return new Single("1b", this::profile);
  }

  /** Another organization than these is the operator's to register. */
  private Map<String, Long> organization(Migration migration) {
    String id = migration.plan().organization();
    Optional<Tenant<Organization>> known = registry.organization(id);
    String key = Mark.organization(id);
    if (known.isPresent()) {
      same(known.get().state().equals(ORGANIZATIONS.getOrDefault(id, known.get().state())), id);
      return adopted(key, known.get().head());
    }
    Organization ours = required(ORGANIZATIONS.get(id), "organization.unknown: " + id);
    intend(key, migration.run(), List.of(Vault.SYSTEM));
    Outcome outcome = organizations.put(new OrganizationId(id), ours, Terms.PLAIN);
    return marked(key, migration.run(), outcome.orThrow().head());
  }

  private Map<String, Long> profile(Migration migration) {
    String id = migration.plan().profile();
    Tenant<Organization> organization = organization(migration.plan().organization());
    Optional<Tenant<Profile>> known = registry.profile(organization, id);
    String key = Mark.profile(organization.head().id(), id);
    if (known.isPresent()) {
      same(known.get().state().equals(PROFILES.getOrDefault(id, known.get().state())), id);
      return adopted(key, known.get().head());
    }
    Profile ours = required(PROFILES.get(id), "profile.unknown: " + id);
    intend(key, migration.run(), organization.path().uids());
    Outcome outcome = organizations.putProfile(organization, new ProfileId(id), ours, Terms.PLAIN);
    return marked(key, migration.run(), outcome.orThrow().head());
  }

  private Tenant<Organization> organization(String id) {
    return registry
        .organization(id)
        .orElseThrow(() -> new JobFailedException("organization.unknown: " + id));
  }

  /** What a crash kept from being marked was written by the run that was about to. */
  private Map<String, Long> adopted(String key, Head head) {
    Optional<Mark> intent = marks.find(key).filter(Mark::isIntent);
    return intent.isPresent() ? marked(key, intent.get().run(), head) : Map.of("same", 1L);
  }

  private void intend(String key, String run, List<UUID> uids) {
    put(Mark.intent(key, run, "", "", 0), uids);
  }

  private Map<String, Long> marked(String key, String run, Head head) {
    put(new Mark(key, run, head.uid(), head.revision(), "", "", 0), head.path().uids());
    return Map.of("created", 1L);
  }

  private void put(Mark mark, List<UUID> uids) {
    guarded.run(
        uids,
        work -> {
          marks.put(List.of(mark), work);
          return true;
        });
  }

  private static void same(boolean same, String id) {
    require(same, "tenant.other: " + id + " is registered and is something else");
  }

  private static <T> T required(@Nullable T value, String problem) {
    require(value != null, problem);
    return Objects.requireNonNull(value);
  }

  private static void require(boolean holds, String problem) {
    if (!holds) {
      throw new JobFailedException(problem);
    }
  }

  private interface Act {
    Map<String, Long> on(Migration migration);
  }

  private record Single(String name, Act act) implements Phase {
    @Override
    public Step step(Migration migration, String at, Hold hold) {
      hold.check();
      return Step.end(act.on(migration), Map.of("organization", migration.plan().organization()));
    }
  }
}
