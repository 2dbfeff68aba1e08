package io.palimpsest.ingest.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanLimitsTest {
  @ParameterizedTest
  @CsvSource({"FREE,1", "STARTER,3", "PRO,10"})
  void aPlanHasItsNumberOfProfiles(PlanTier tier, int most) {
    assertThat(PlanLimits.mostProfiles(organization(OrganizationType.AGENCY, tier, null)))
        .isEqualTo(OptionalInt.of(most));
  }

  @Test
  void enterpriseHasNoLimit() {
    assertThat(
            PlanLimits.mostProfiles(
                organization(OrganizationType.INDIVIDUAL, PlanTier.ENTERPRISE, null)))
        .isEmpty();
  }

  @Test
  void proIsForAgenciesUnlessALimitIsBypassedExplicitly() {
    assertThat(PlanLimits.refusePlan(organization(OrganizationType.INDIVIDUAL, PlanTier.PRO, null)))
        .isPresent();
    assertThat(PlanLimits.refusePlan(organization(OrganizationType.AGENCY, PlanTier.PRO, null)))
        .isEmpty();
    Organization migrated = organization(OrganizationType.INDIVIDUAL, PlanTier.PRO, "migration");
    assertThat(PlanLimits.refusePlan(migrated)).isEmpty();
    assertThat(PlanLimits.mostProfiles(migrated)).isEmpty();
  }

  private static Organization organization(OrganizationType type, PlanTier tier, String bypass) {
    return new Organization("acme", "Acme", type, tier, bypass);
  }
}
