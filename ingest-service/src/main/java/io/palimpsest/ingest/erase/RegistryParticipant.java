package io.palimpsest.ingest.erase;

import io.palimpsest.event.ScopeType;
import io.palimpsest.fencing.Work;
import io.palimpsest.ingest.entry.Scope;
import io.palimpsest.ingest.registry.Creator;
import io.palimpsest.ingest.registry.Organization;
import io.palimpsest.ingest.registry.Profile;
import io.palimpsest.ingest.registry.Seats;
import io.palimpsest.ingest.registry.Twin;
import io.palimpsest.ingest.store.EntryStore;
import io.palimpsest.ingest.store.ErasedScopes;
import io.palimpsest.ingest.write.Shelf;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Registrations, last of all: they lead to the rest. The keyed digest of a slug stays, so that
 * nobody else takes it, and that of the scope's own id, so that it comes back only by readmission.
 */
@Singleton
final class RegistryParticipant implements Participant {
  private final List<EntryStore<?>> childrenFirst;
  private final Seats seats;
  private final ErasedScopes erased;
  private final Names names;

  RegistryParticipant(
      Shelf<Organization> organizations,
      Shelf<Profile> profiles,
      Shelf<Creator> creators,
      Shelf<Twin> twins,
      Seats seats,
      ErasedScopes erased,
      Names names) {
    this.childrenFirst =
        List.of(profiles.store(), twins.store(), organizations.store(), creators.store());
    this.seats = seats;
    this.erased = erased;
    this.names = names;
  }

  @Override
  public String name() {
    return "ingest.registry";
  }

  @Override
  public long count(Target target) {
    if (target.isEntity()) {
      return 0;
    }
    long entries = childrenFirst.stream().mapToLong(store -> store.count(target.under())).sum();
    return entries + (hasSeat(target) ? 1 : 0);
  }

  @Override
  public long erase(Target target, String requestRef, Works works) {
    Scope self = target.self();
    if (target.isNamed()) {
      try (Work work = works.admit()) {
        erased.remember(self.type(), target.key(), self.uid(), requestRef, work);
      }
    }
    if (target.isEntity()) {
      return 0;
    }
    long deleted = eraseSeats(target, works);
    for (EntryStore<?> store : childrenFirst) {
      deleted += works.all(work -> store.erase(target.under(), Works.PAGE, work));
    }
    return deleted;
  }

  /** What an organization's plan holds is no record of its own; the seat of a profile names it. */
  private long eraseSeats(Target target, Works works) {
    try (Work work = works.admit()) {
      seats.erase(target.self().uid(), work);
      return hasSeat(target)
              && seats.erase(
                  target.tenant().uid(), target.self().id(), () -> names.leadTo(target), work)
          ? 1
          : 0;
    }
  }

  /** A seat of a plan names its profile for as long as nobody needs the seat. */
  private boolean hasSeat(Target target) {
    return target.self().type() == ScopeType.PROFILE
        && target.isNamed()
        && seats.holds(target.tenant().uid(), target.self().id())
        && names.leadTo(target);
  }

  @Override
  public String method() {
    return "delete_keep_digest";
  }
}
