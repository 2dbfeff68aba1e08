package io.palimpsest.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyNamespaceTest {
  private static final String UUID = "5b0c2f9d-11aa-4c7e-8d35-0c7a3a0a7d0e";

  @Test
  void aBareUuidIsATwinWithItsWholeId() {
    assertThat(LegacyNamespace.recognise(UUID))
        .contains(new LegacyNamespace.TwinUuid(new TwinId(UUID)));
  }

  @Test
  void bothNamesOfTheUnnamedNamespaceAreOne() {
    assertThat(LegacyNamespace.recognise(""))
        .isEqualTo(LegacyNamespace.recognise("__default__"))
        .contains(new LegacyNamespace.Unnamed());
  }

  @Test
  void proposalsAreTheOldPortfolio() {
    assertThat(LegacyNamespace.recognise("proposals")).contains(new LegacyNamespace.Proposals());
  }

  @Test
  void theOldAliasMeansTheDefaultOrganization() {
    assertThat(LegacyNamespace.recognise("portfolio_default"))
        .hasValueSatisfying(
            alias ->
                assertThat(((LegacyNamespace.DefaultPortfolioAlias) alias).target().name())
                    .isEqualTo("portfolio_default-org"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "__default__", "proposals", "portfolio_default", UUID})
  void noLegacyNameIsANamespaceOfThisProduct(String name) {
    assertThat(LegacyNamespace.recognise(name)).isPresent();
    assertThat(Namespace.parse(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "portfolio_acme",
        "creator_a_twin_b",
        "default",
        "Proposals",
        "5b0c2f9d-11aa-4c7e-8d35-0c7a3a0a7d0",
        "5B0C2F9D-11AA-4C7E-8D35-0C7A3A0A7D0E",
        "x5b0c2f9d-11aa-4c7e-8d35-0c7a3a0a7d0e"
      })
  void everythingElseIsNotLegacy(String name) {
    assertThat(LegacyNamespace.recognise(name)).isEmpty();
  }
}
