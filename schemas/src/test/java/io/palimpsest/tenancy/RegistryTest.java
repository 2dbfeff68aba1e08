package io.palimpsest.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.event.ScopeRef;
import io.palimpsest.event.ScopeType;
import io.palimpsest.event.TenantChange;
import io.palimpsest.event.TenantChanged;
import io.palimpsest.tenancy.Registry.Outcome;
import io.palimpsest.tenancy.Registry.State;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RegistryTest {
  private static final UUID CREATOR = new UUID(0, 1);
  private static final UUID COACH = new UUID(0, 2);
  private static final UUID CHEF = new UUID(0, 3);
  private static final UUID ACME = new UUID(0, 4);
  private static final UUID AGAIN = new UUID(0, 5);
  private static final CreatorId SAINATH = new CreatorId("sainath.no.1");

  /** A history; whatever the order and however often each step is applied, it ends the same. */
  private static final List<Consumer<Registry>> HISTORY =
      List.of(
          registry -> registry.apply(creator(CREATOR, 1, TenantChange.REGISTERED)),
          registry -> registry.apply(creator(CREATOR, 2, TenantChange.CHANGED)),
          registry -> registry.apply(Events.twin(COACH, CREATOR, "sainath.no.1", "coach")),
          registry -> registry.apply(Events.twin(CHEF, CREATOR, "sainath.no.1", "chef")),
          registry -> registry.erase(CHEF),
          registry -> registry.apply(Events.twin(AGAIN, CREATOR, "sainath.no.1", "chef")),
          registry ->
              registry.apply(
                  Events.organization(ACME, "org_acme", "acme", 1, TenantChange.REGISTERED)),
          registry ->
              registry.apply(Events.organization(ACME, "org_acme", "acme", 3, TenantChange.CLOSED)),
          registry ->
              registry.apply(
                  Events.organization(ACME, "org_acme", "acme", 2, TenantChange.CHANGED)));

  private final Registry registry = new Registry();

  @Property(tries = 2_000)
  void everyOrderWithDuplicatesEndsInTheSameState(@ForAll("orders") List<Integer> order) {
    Registry shuffled = new Registry();
    order.forEach(step -> HISTORY.get(step).accept(shuffled));

    assertThat(shuffled.twinsOf(SAINATH)).containsExactly(new TwinId("chef"), new TwinId("coach"));
    assertThat(shuffled.twin(SAINATH, new TwinId("chef")).orElseThrow().uid()).isEqualTo(AGAIN);
    assertThat(shuffled.stateOf(CHEF)).isEqualTo(State.UNKNOWN);
    assertThat(shuffled.stateOf(ACME)).isEqualTo(State.CLOSED);
    assertThat(shuffled.organization(new OrganizationId("org_acme"))).isEmpty();
    assertThat(shuffled.creator(SAINATH).orElseThrow().revision()).isEqualTo(2);
    assertThat(shuffled.live()).hasSize(3);
  }

  @Provide
  Arbitrary<List<Integer>> orders() {
    List<Integer> all = new ArrayList<>();
    for (int step = 0; step < HISTORY.size(); step++) {
      all.add(step);
      all.add(step);
    }
    return Arbitraries.shuffle(all);
  }

  @Test
  void anOlderRevisionIsOutdated() {
    assertThat(registry.apply(creator(CREATOR, 2, TenantChange.CHANGED)))
        .isEqualTo(Outcome.APPLIED);
    assertThat(registry.apply(creator(CREATOR, 2, TenantChange.CHANGED)))
        .isEqualTo(Outcome.OUTDATED);
    assertThat(registry.apply(creator(CREATOR, 1, TenantChange.REGISTERED)))
        .isEqualTo(Outcome.OUTDATED);
  }

  @Test
  void anErasedUidNeverComesBack() {
    registry.erase(CREATOR);

    assertThat(registry.apply(creator(CREATOR, 9, TenantChange.REGISTERED)))
        .isEqualTo(Outcome.OUTDATED);
    assertThat(registry.stateOf(CREATOR)).isEqualTo(State.UNKNOWN);
  }

  @Test
  void aTwinLivesOnlyAsLongAsItsCreator() {
    registry.apply(Events.twin(COACH, CREATOR, "sainath.no.1", "coach"));
    assertThat(registry.stateOf(COACH)).as("creator not read yet").isEqualTo(State.CLOSED);

    registry.apply(creator(CREATOR, 1, TenantChange.REGISTERED));
    assertThat(registry.isLive(SAINATH, new TwinId("coach"))).isTrue();

    registry.apply(creator(CREATOR, 2, TenantChange.CLOSED));
    assertThat(registry.isLive(SAINATH, new TwinId("coach"))).isFalse();
    assertThat(registry.twinsOf(SAINATH)).isEmpty();
  }

  @Test
  void anOrganizationIsFoundByIdAndBySlug() {
    registry.apply(Events.organization(ACME, "org_acme", "acme", 1, TenantChange.REGISTERED));

    assertThat(registry.slugOf(new OrganizationId("org_acme")))
        .contains(new OrganizationSlug("acme"));
    assertThat(registry.organization(new OrganizationSlug("acme")).orElseThrow().uid())
        .isEqualTo(ACME);
    assertThat(registry.organization(new OrganizationSlug("acme-2"))).isEmpty();
  }

  @Test
  void profilesAreChildrenOfTheirOrganization() {
    UUID profile = new UUID(3, 3);
    registry.apply(Events.organization(ACME, "org_acme", "acme", 1, TenantChange.REGISTERED));
    registry.apply(
        Events.event(
            profile,
            List.of(
                new ScopeRef(ScopeType.ORGANIZATION, "org_acme", ACME),
                new ScopeRef(ScopeType.PROFILE, "prof_1", profile)),
            1,
            TenantChange.REGISTERED));

    assertThat(registry.childrenOf(ACME)).extracting(TenantScope::uid).containsExactly(profile);
    assertThat(registry.profile(new OrganizationId("org_acme"), new ProfileId("prof_1")))
        .isPresent();
  }

  @Test
  void whatNoRegistryWroteIsRefused() {
    UUID uid = new UUID(8, 8);
    List<TenantChanged> bad =
        List.of(
            Events.event(uid, List.of(), 1, TenantChange.REGISTERED),
            Events.event(
                uid,
                List.of(new ScopeRef(ScopeType.CREATOR, "Acme Inc", uid)),
                1,
                TenantChange.REGISTERED),
            Events.event(
                uid,
                List.of(new ScopeRef(ScopeType.CREATOR, "a", CREATOR)),
                1,
                TenantChange.REGISTERED),
            Events.event(
                uid,
                List.of(new ScopeRef(ScopeType.ORGANIZATION, "org_acme", uid)),
                1,
                TenantChange.REGISTERED),
            Events.event(
                uid,
                List.of(new ScopeRef(ScopeType.TWIN, "coach", uid)),
                1,
                TenantChange.REGISTERED),
            Events.event(
                uid,
                List.of(
                    new ScopeRef(ScopeType.ORGANIZATION, "org_acme", ACME),
                    new ScopeRef(ScopeType.TWIN, "coach", uid)),
                1,
                TenantChange.REGISTERED),
            Events.event(
                uid, List.of(new ScopeRef(ScopeType.CREATOR, "a", uid)), 1, TenantChange.UNKNOWN));

    assertThat(bad)
        .allSatisfy(event -> assertThat(registry.apply(event)).isEqualTo(Outcome.REFUSED));
    assertThat(registry.live()).isEmpty();
  }

  private static TenantChanged creator(UUID uid, long revision, TenantChange change) {
    return Events.creator(uid, "sainath.no.1", revision, change);
  }
}
