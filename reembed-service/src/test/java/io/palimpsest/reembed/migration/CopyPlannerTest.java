package io.palimpsest.reembed.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.reembed.migration.CopyPlan.Refusal;
import io.palimpsest.reembed.migration.Mapping.Owned;
import io.palimpsest.reembed.migration.Mapping.SetAside;
import io.palimpsest.reembed.search.SampleTenants;
import io.palimpsest.tenancy.Registry;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CopyPlannerTest {
  private static final String ONE = "0d2f7a52-1111-4222-8333-944455556666";
  private static final String OTHER = "1d2f7a52-1111-4222-8333-944455556666";
  private static final String MODEL = "text-embedding-3-large";
  private final Registry registry = new Registry();
  private final UUID creator = UUID.randomUUID();
  private final UUID stranger = UUID.randomUUID();
  private CopyPlanner planner;

  @BeforeEach
  void register() {
    registry.apply(SampleTenants.creator("sainath.no.1", creator));
    registry.apply(SampleTenants.twin("sainath.no.1", creator, "coach", UUID.randomUUID()));
    registry.apply(SampleTenants.twin("sainath.no.1", creator, "default", UUID.randomUUID()));
    registry.apply(SampleTenants.creator("sainath.no.10", stranger));
    registry.apply(SampleTenants.twin("sainath.no.10", stranger, OTHER, UUID.randomUUID()));
    planner = new CopyPlanner(registry);
  }

  @Test
  void aNamespaceGoesToItsOwnersUnderItsWholeName() {
    CopyPlan plan =
        plan(List.of(seen(ONE, 7)), List.of(new Owned(ONE, "sainath.no.1", "coach")), List.of());

    assertThat(plan.refusals()).isEmpty();
    assertThat(plan.moves())
        .singleElement()
        .satisfies(
            move -> {
              assertThat(move.namespace()).isEqualTo(ONE);
              assertThat(move.target()).isEqualTo("creator_sainath.no.1_twin_coach");
              assertThat(move.vectors()).isEqualTo(7);
            });
  }

  @Test
  void aNamespaceWithoutOwnerIsQuarantinedAndNeverGuessed() {
    CopyPlan plan = plan(List.of(seen(ONE, 9)), List.of(), List.of());

    assertThat(plan.moves()).isEmpty();
    assertThat(plan.quarantined()).containsExactly(new CopyPlan.Quarantined(ONE, 9));
  }

  @Test
  void whatANamedPersonSetsAsideIsNotQuarantined() {
    CopyPlan plan =
        plan(List.of(seen(ONE, 9)), List.of(), List.of(new SetAside(ONE, "grace@example.org")));

    assertThat(plan.quarantined()).isEmpty();
    assertThat(plan.setAside()).hasSize(1);
  }

  @Test
  void theNamespaceWithoutNameIsOneUnderBothNames() {
    CopyPlan plan =
        plan(
            List.of(seen("__default__", 376)),
            List.of(new Owned("", "sainath.no.1", "default")),
            List.of());

    assertThat(plan.refusals()).isEmpty();
    assertThat(plan.quarantined()).isEmpty();
    assertThat(plan.moves().getFirst().vectors()).isEqualTo(376);
    assertThat(plan.moves().getFirst().target()).isEqualTo("creator_sainath.no.1_twin_default");
  }

  @Test
  void theRegistryNamesTheOwnerOfATwinsWholeUuid() {
    assertThat(planner.ofRegistry(List.of(seen(ONE, 1), seen(OTHER, 1))))
        .containsExactly(new Owned(OTHER, "sainath.no.10", OTHER));
  }

  @Test
  void aMappingThatNamesAForeignOwnerIsRefused() {
    assertThat(
            plan(
                    List.of(seen(OTHER, 1)),
                    List.of(new Owned(OTHER, "sainath.no.1", "coach")),
                    List.of())
                .refusals())
        .containsExactly(new Refusal(OTHER, "owner.foreign"));
  }

  @Test
  void soIsOneOfVectorsThatNameAnotherCreator() {
    assertThat(
            plan(
                    List.of(new Observed(ONE, 1, 0, Set.of("sainath.no.10"))),
                    List.of(new Owned(ONE, "sainath.no.1", "coach")),
                    List.of())
                .refusals())
        .containsExactly(new Refusal(ONE, "owner.foreign"));
  }

  @Test
  void anUnknownOwnerTheProductsOwnNamesAndTwoIntoOneAreRefused() {
    assertThat(
            plan(
                    List.of(),
                    List.of(
                        new Owned(ONE, "sainath.no.1", "nobody"),
                        new Owned("creator_sainath.no.10", "sainath.no.1", "coach"),
                        new Owned("proposals", "sainath.no.1", "coach"),
                        new Owned("a", "sainath.no.1", "coach"),
                        new Owned("b", "sainath.no.1", "coach"),
                        new Owned("a", "sainath.no.1", "default")),
                    List.of())
                .refusals())
        .extracting(Refusal::reason)
        .containsExactly(
            "owner.not_registered",
            "namespace.not_a_legacy_twins",
            "namespace.not_a_legacy_twins",
            "target.named_twice",
            "namespace.named_twice");
  }

  @Test
  void theHashNamesOwnersAndNotCounts() {
    List<Owned> owned = List.of(new Owned(ONE, "sainath.no.1", "coach"));
    CopyPlan plan = plan(List.of(seen(ONE, 7)), owned, List.of());

    assertThat(plan(List.of(seen(ONE, 8)), owned, List.of()).hash()).isEqualTo(plan.hash());
    assertThat(
            plan(
                    List.of(seen(ONE, 7)),
                    List.of(new Owned(ONE, "sainath.no.1", "default")),
                    List.of())
                .hash())
        .isNotEqualTo(plan.hash());
  }

  private CopyPlan plan(List<Observed> observed, List<Owned> owned, List<SetAside> aside) {
    return planner.plan(MODEL, observed, new Mapping(owned, aside));
  }

  private static Observed seen(String name, long vectors) {
    return new Observed(name, vectors, 100, Set.of());
  }
}
