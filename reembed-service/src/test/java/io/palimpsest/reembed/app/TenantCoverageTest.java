package io.palimpsest.reembed.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.palimpsest.event.ScopeType;
import io.palimpsest.fencing.Fence;
import io.palimpsest.reembed.repair.Coverage;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TenantCoverageTest {
  private static final String TARGET = "main";
  private final Set<UUID> fenced = new HashSet<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final TenantCoverage coverage =
      new TenantCoverage(meters, uids -> uids.stream().anyMatch(fenced::contains));

  @Test
  void ofATenantTheLastLookIsShown() {
    UUID tenant = UUID.randomUUID();
    measured(tenant, 50);
    measured(tenant, 0);

    assertThat(shown())
        .singleElement()
        .satisfies(
            gauge -> {
              assertThat(gauge.value()).isEqualTo(100);
              assertThat(gauge.getId().getTag("tenant")).isEqualTo(tenant.toString());
              assertThat(gauge.getId().getTag("target")).isEqualTo(TARGET);
            });
  }

  @Test
  void ofManyTenantsTheLowestAreShownAndNeverMore() {
    for (int n = 0; n < TenantCoverage.MOST; n++) {
      measured(UUID.randomUUID(), 0);
    }
    UUID low = UUID.randomUUID();
    measured(low, 99);
    measured(UUID.randomUUID(), 0);

    assertThat(shown()).hasSize(TenantCoverage.MOST);
    assertThat(shown())
        .filteredOn(gauge -> gauge.value() < 100)
        .singleElement()
        .satisfies(gauge -> assertThat(gauge.getId().getTag("tenant")).isEqualTo(low.toString()));
  }

  @Test
  void ofWhatIsFencedNothingIsShown() {
    UUID creator = UUID.randomUUID();
    UUID other = UUID.randomUUID();
    coverage.measured(
        new Coverage.Measure(
            UUID.randomUUID(), List.of(creator, UUID.randomUUID()), TARGET, 100, 1));
    measured(other, 1);
    assertThat(shown()).hasSize(2);

    fenced.add(creator);
    coverage.fenced(new Fence(0, creator, ScopeType.CREATOR, "er_1"));
    measured(creator, 1);

    assertThat(shown())
        .singleElement()
        .satisfies(gauge -> assertThat(gauge.getId().getTag("tenant")).isEqualTo(other.toString()));
  }

  private void measured(UUID tenant, long drifted) {
    coverage.measured(
        new Coverage.Measure(UUID.randomUUID(), List.of(tenant), TARGET, 100, drifted));
  }

  private Collection<Gauge> shown() {
    return meters.find(IndexMetrics.TENANT_COVERAGE).gauges();
  }
}
