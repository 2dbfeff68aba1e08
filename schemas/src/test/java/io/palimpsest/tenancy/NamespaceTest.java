package io.palimpsest.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamespaceTest {
  @Test
  void namesAreSpeltExactlyLikeThis() {
    assertThat(twin("sainath.no.1", "coach").name()).isEqualTo("creator_sainath.no.1_twin_coach");
    assertThat(new Namespace.CreatorWide(new CreatorId("sainath.no.1")).name())
        .isEqualTo("creator_sainath.no.1");
    assertThat(new Namespace.Portfolio(new OrganizationSlug("default-org")).name())
        .isEqualTo("portfolio_default-org");
  }

  @Property(tries = 20_000)
  void decodingIsTheInverseOfEncoding(@ForAll("namespaces") Namespace namespace) {
    assertThat(Namespace.parse(namespace.name())).contains(namespace);
  }

  @Property(tries = 20_000)
  void twoNamespacesNeverHaveOneName(
      @ForAll("namespaces") Namespace one, @ForAll("namespaces") Namespace other) {
    assertThat(one.name().equals(other.name())).isEqualTo(one.equals(other));
  }

  @Property(tries = 20_000)
  void whatParsesIsSpeltBackAsItWas(@ForAll("nearlyNames") String name) {
    Namespace.parse(name).ifPresent(parsed -> assertThat(parsed.name()).isEqualTo(name));
  }

  @Test
  void twoPairsThatWouldShareANameCannotBothExist() {
    assertThatThrownBy(() -> twin("x_twin", "y")).isInstanceOf(InvalidIdException.class);

    assertThat(Namespace.parse("creator_x_twin_twin_y")).contains(twin("x", "twin_y"));
  }

  @Test
  void oneCreatorIsNoPrefixOfAnother() {
    Namespace one = new Namespace.CreatorWide(new CreatorId("sainath.no.1"));
    Namespace ten = new Namespace.CreatorWide(new CreatorId("sainath.no.10"));

    assertThat(ten.name()).startsWith(one.name());
    assertThat(Namespace.parse(ten.name())).contains(ten);
    assertThat(Namespace.parse(twin("sainath.no.10", "coach").name()))
        .contains(twin("sainath.no.10", "coach"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "proposals",
        "__default__",
        "portfolio_",
        "portfolio_a.b",
        "portfolio_a_b",
        "portfolio_Acme",
        "portfolio_default",
        "Portfolio_a",
        "creator_",
        "creator__twin_",
        "creator_a_twin_",
        "creator_creator_a",
        "creator_a_twin",
        "creator_a..b",
        "a_twin_b",
        "5b0c2f9d-11aa-4c7e-8d35-0c7a3a0a7d0e"
      })
  void whatThisProductNeverNamesIsNotParsed(String name) {
    assertThat(Namespace.parse(name)).isEmpty();
  }

  @Provide
  Arbitrary<Namespace> namespaces() {
    Arbitrary<Namespace> twins =
        Combinators.combine(Ids.creators(), Ids.twins()).as(NamespaceTest::twin);
    Arbitrary<Namespace> wide =
        Ids.creators().map(id -> new Namespace.CreatorWide(new CreatorId(id)));
    Arbitrary<Namespace> portfolios =
        Ids.slugs()
            .filter(slug -> !slug.equals("default"))
            .map(slug -> new Namespace.Portfolio(new OrganizationSlug(slug)));
    return Arbitraries.oneOf(twins, wide, portfolios);
  }

  @Provide
  Arbitrary<String> nearlyNames() {
    return Arbitraries.of("creator_", "_twin_", "portfolio_", "a", "twin", "_", ".", "A", "-", "")
        .list()
        .ofMaxSize(7)
        .map(parts -> String.join("", parts));
  }

  private static Namespace twin(String creator, String twin) {
    return new Namespace.Twin(new CreatorId(creator), new TwinId(twin));
  }
}
