package io.palimpsest.ingest.migration.run;

import io.palimpsest.ingest.entry.Head;
import io.palimpsest.ingest.entry.Outcome;
import io.palimpsest.ingest.entry.Precondition;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.ingest.entry.Terms;
import io.palimpsest.ingest.registry.Organization;
import io.palimpsest.ingest.registry.Organizations;
import io.palimpsest.ingest.registry.Profile;
import io.palimpsest.ingest.registry.Registry;
import io.palimpsest.ingest.registry.Tenant;
import io.palimpsest.ingest.vault.Vault;
import io.palimpsest.ingest.write.GuardedWork;
import io.palimpsest.tenancy.ProfileId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Closes the organization and the profile that a migration registered, when they hold nothing. */
@Singleton
class TenantsRollback {
  private final Organizations organizations;
  private final Registry registry;
  private final Marks marks;
  private final GuardedWork guarded;

  TenantsRollback(
      Organizations organizations, Registry registry, Marks marks, GuardedWork guarded) {
    this.organizations = organizations;
    this.registry = registry;
    this.marks = marks;
    this.guarded = guarded;
  }

  /** What became of it. */
  enum Ended {
    /** It is closed. */
    CLOSED,
    /** No migration registered it, or somebody changed it since. */
    NOT_OURS,
    /** It holds something. */
    IN_USE
  }

  /** The profile first: the organization holds it. */
  Ended close(String organization, String profile) {
    Optional<Tenant<Organization>> tenant = registry.organization(organization);
    if (tenant.isEmpty()) {
      return Ended.NOT_OURS;
    }
    Ended below = profile(tenant.get(), profile);
    return below == Ended.IN_USE ? below : organization(organization);
  }

  private Ended profile(Tenant<Organization> tenant, String id) {
    String key = Mark.profile(tenant.head().id(), id);
    Optional<Mark> mark = marks.find(key);
    Optional<Tenant<Profile>> profile = registry.profile(tenant, id);
    if (mark.isEmpty() || profile.isEmpty()) {
      return Ended.NOT_OURS;
    }
    boolean asWritten = profile.get().state().equals(TenantPhases.PROFILES.get(id));
    if (!isOurs(mark.get(), profile.get().head(), asWritten)) {
      return Ended.NOT_OURS;
    }
    Terms terms = terms(profile.get().head());
    return closed(key, () -> organizations.closeProfile(tenant, new ProfileId(id), terms));
  }

  private Ended organization(String id) {
    String key = Mark.organization(id);
    Optional<Mark> mark = marks.find(key);
    Optional<Tenant<Organization>> tenant = registry.organization(id);
    if (mark.isEmpty() || tenant.isEmpty()) {
      return Ended.NOT_OURS;
    }
    Head head = tenant.get().head();
    boolean asWritten = tenant.get().state().equals(TenantPhases.ORGANIZATIONS.get(id));
    return isOurs(mark.get(), head, asWritten)
        ? closed(key, () -> organizations.close(tenant.get(), terms(head)))
        : Ended.NOT_OURS;
  }

  /** A crash may have kept the run from marking what it registered. */
  private static boolean isOurs(Mark mark, Head head, boolean asWritten) {
    return mark.isIntent() ? asWritten : head.revision() == mark.revision();
  }

  private static Terms terms(Head head) {
    return Terms.PLAIN.when(Precondition.ofRevision(head.revision()));
  }

  private Ended closed(String key, Supplier<Outcome> closing) {
    return switch (outcome(closing)) {
      case Outcome.Accepted accepted -> {
        guarded.run(
            List.of(Vault.SYSTEM),
            work -> {
              marks.remove(List.of(key), work);
              return true;
            });
        yield Ended.CLOSED;
      }
      case Outcome.Refused refused when refused.refusal().status() == 503 ->
          throw new IllegalStateException("closed later: " + refused.refusal().code());
      case Outcome.Refused refused -> Ended.IN_USE;
    };
  }

  /** A scope that holds something live is refused by an exception: no later attempt helps. */
  private static Outcome outcome(Supplier<Outcome> closing) {
    try {
      return closing.get();
    } catch (RefusedException refused) {
      return new Outcome.Refused(refused.refusal());
    }
  }
}
