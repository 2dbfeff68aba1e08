package io.palimpsest.reembed.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.palimpsest.event.ScopeType;
import io.palimpsest.fencing.Fence;
import io.palimpsest.reembed.change.Entity;
import io.palimpsest.reembed.embed.Passage;
import io.palimpsest.tenancy.ItemId;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.ProfileId;
import io.palimpsest.vectorstore.Ownership;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TenantTokensTest {
  private static final double PRICE = 20;

  private final Set<UUID> fenced = new HashSet<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final TenantTokens tokens = new TenantTokens(meters, PRICE, fenced::contains);

  @Test
  void aTenantHasItsTokensAndWhatTheyCost() {
    UUID one = UUID.randomUUID();
    UUID other = UUID.randomUUID();
    tokens.called(List.of(passage(one, 300), passage(other, 50), passage(one, 200)), Duration.ZERO);
    tokens.called(List.of(passage(one, 1)), Duration.ZERO);

    assertThat(shown(IndexMetrics.TENANT_TOKENS)).isEqualTo(Map.of(one, 501.0, other, 50.0));
    assertThat(shown(IndexMetrics.TENANT_COST).get(one)).isCloseTo(0.01002, within(1e-12));
  }

  @Test
  void withoutAPriceThereIsNoCost() {
    SimpleMeterRegistry free = new SimpleMeterRegistry();
    new TenantTokens(free, 0, fenced::contains)
        .called(List.of(passage(UUID.randomUUID(), 300)), Duration.ZERO);

    assertThat(free.find(IndexMetrics.TENANT_TOKENS).functionCounters()).hasSize(1);
    assertThat(free.find(IndexMetrics.TENANT_COST).functionCounters()).isEmpty();
  }

  @Test
  void whoSendsMostIsShownWithAllThatItSentAndNeverMoreTenants() {
    List<UUID> early = new ArrayList<>();
    for (int n = 0; n < TenantTokens.SHOWN; n++) {
      early.add(UUID.randomUUID());
      tokens.called(List.of(passage(early.getLast(), 10 + n)), Duration.ZERO);
    }
    UUID late = UUID.randomUUID();
    tokens.called(List.of(passage(late, 10)), Duration.ZERO);
    assertThat(shown(IndexMetrics.TENANT_TOKENS)).doesNotContainKey(late);

    tokens.called(List.of(passage(late, 1)), Duration.ZERO);

    assertThat(shown(IndexMetrics.TENANT_TOKENS))
        .hasSize(TenantTokens.SHOWN)
        .containsEntry(late, 11.0)
        .doesNotContainKey(early.getFirst());
    assertThat(shown(IndexMetrics.TENANT_COST)).hasSize(TenantTokens.SHOWN).containsKey(late);
  }

  @Test
  void whereThereAreTooManyThoseThatSentLeastGiveWayAndLatecomersAddUp() {
    UUID much = UUID.randomUUID();
    tokens.called(List.of(passage(much, 100)), Duration.ZERO);
    for (int n = 0; n < TenantTokens.COUNTED - 1; n++) {
      tokens.called(List.of(passage(UUID.randomUUID(), 2)), Duration.ZERO);
    }
    UUID late = UUID.randomUUID();
    UUID later = UUID.randomUUID();
    for (int n = 0; n < 30; n++) {
      tokens.called(List.of(passage(late, 1)), Duration.ZERO);
      tokens.called(List.of(passage(later, 1)), Duration.ZERO);
      tokens.called(List.of(passage(UUID.randomUUID(), 1)), Duration.ZERO);
    }

    assertThat(shown(IndexMetrics.TENANT_TOKENS))
        .hasSize(TenantTokens.SHOWN)
        .containsEntry(much, 100.0)
        .containsEntry(late, 30.0)
        .containsEntry(later, 30.0);
  }

  @Test
  void ofWhatIsFencedNothingIsShown() {
    UUID erased = UUID.randomUUID();
    UUID other = UUID.randomUUID();
    tokens.called(List.of(passage(erased, 5), passage(other, 5)), Duration.ZERO);
    assertThat(shown(IndexMetrics.TENANT_TOKENS)).hasSize(2);

    fenced.add(erased);
    tokens.fenced(new Fence(0, erased, ScopeType.ORGANIZATION, "er_1"));
    tokens.called(List.of(passage(erased, 5)), Duration.ZERO);

    assertThat(shown(IndexMetrics.TENANT_TOKENS)).containsOnlyKeys(other);
    assertThat(shown(IndexMetrics.TENANT_COST)).containsOnlyKeys(other);
  }

  private static Passage passage(UUID tenant, int tokens) {
    return new Passage(
        new Entity(
            new Ownership.OfItem(
                new OrganizationId("acme"),
                new ProfileId("p"),
                new ItemId("i"),
                tenant,
                UUID.randomUUID(),
                UUID.randomUUID())),
        "text",
        "hash",
        tokens);
  }

  private Map<UUID, Double> shown(String metric) {
    Collection<FunctionCounter> counters = meters.find(metric).functionCounters();
    return counters.stream()
        .collect(
            Collectors.toMap(
                one -> UUID.fromString(one.getId().getTag("tenant")), FunctionCounter::count));
  }
}
