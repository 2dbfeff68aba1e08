package io.palimpsest.ingest.registry;

import io.palimpsest.fencing.Work;
import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.entry.Head;
import io.palimpsest.ingest.entry.Keys;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.Scope;
import io.palimpsest.ingest.store.Confirmation;
import io.palimpsest.ingest.store.EntryStore;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Whether new profiles have seats in the plans of their organizations. */
public final class SeatHeld implements Confirmation<Profile> {
  private final EntryStore<Organization> organizations;
  private final EntryStore<Profile> profiles;
  private final Seats seats;

  /**
   * @param organizations say what their plans allow
   * @param profiles say which of them are live
   * @param seats the seats
   */
  public SeatHeld(
      EntryStore<Organization> organizations, EntryStore<Profile> profiles, Seats seats) {
    this.organizations = organizations;
    this.profiles = profiles;
    this.seats = seats;
  }

  @Override
  public Map<String, Refusal> refused(List<Entry<Profile>> entries, Work work) {
    Map<String, Refusal> refused = new HashMap<>();
    for (Entry<Profile> entry : entries) {
      Head head = entry.head();
      Scope organization = head.path().scopes().getFirst();
      OptionalInt most =
          organizations
              .entry(Keys.root(organization.id()))
              .flatMap(found -> Optional.ofNullable(found.state()))
              .map(PlanLimits::mostProfiles)
              .orElse(OptionalInt.empty());
      if (most.isPresent() && !holds(organization, head.id(), most.getAsInt(), work)) {
        refused.put(head.key(), PlanLimits.tooMany(most.getAsInt()));
      }
    }
    return refused;
  }

  private boolean holds(Scope organization, String profile, int most, Work work) {
    return seats.hold(organization.uid(), profile, most, ids -> live(organization, ids), work);
  }

  private Set<String> live(Scope organization, Set<String> ids) {
    Set<String> live = new HashSet<>();
    profiles.heads(ids.stream().map(id -> Keys.below(organization, id)).toList()).values().stream()
        .filter(head -> !head.deleted())
        .forEach(head -> live.add(head.id()));
    return live;
  }
}
