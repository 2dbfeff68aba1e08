package io.palimpsest.vectorstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamespacePrefixTest {
  @Test
  void namesComeBackAsTheyWereAndThoseOfOthersDoNot() {
    NamespacePrefix prefix = new NamespacePrefix("v2-");
    assertThat(prefix.stored("portfolio_acme")).isEqualTo("v2-portfolio_acme");
    assertThat(prefix.name("v2-portfolio_acme")).hasValue("portfolio_acme");
    assertThat(prefix.name("portfolio_acme")).isEmpty();
  }

  @Test
  void aBlankOneIsNone() {
    assertThat(NamespacePrefix.of(Optional.of(" ")).value()).isEmpty();
    assertThat(NamespacePrefix.of(Optional.empty()).value()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"creator_", "portfolio_x", "v2_", "Über", "-a", "a b", "a/b"})
  void whatCouldBeTakenForATenantsNameIsRefused(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NamespacePrefix(value))
        .withMessageContaining(value);
  }
}
