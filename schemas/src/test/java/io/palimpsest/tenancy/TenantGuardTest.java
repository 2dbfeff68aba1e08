package io.palimpsest.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.event.ScopeType;
import io.palimpsest.event.TenantChange;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantGuardTest {
  private static final UUID ACME = new UUID(0, 1);
  private static final UUID ONE = new UUID(0, 2);
  private static final UUID TEN = new UUID(0, 3);
  private static final UUID CLOSED = new UUID(0, 4);

  private static final Principal OF_ONE = creator("sainath.no.1");
  private static final Principal OF_TEN = creator("sainath.no.10");
  private static final Principal OF_CLOSED = creator("gone");
  private static final Principal OF_ACME = organizations("org_acme");
  private static final Principal OF_TWO = organizations("org_acme", "org_beta");
  private static final Principal NOBODY =
      new Principal("key", Set.of(Role.READER), Optional.empty(), Set.of());
  private static final Principal OPERATOR =
      new Principal("key", Set.of(Role.values()), Optional.empty(), Set.of());

  private final Registry registry = new Registry();
  private final TenantGuard guard = new TenantGuard(registry);

  @BeforeEach
  void register() {
    registry.apply(Events.organization(ACME, "org_acme", "acme", 1, TenantChange.REGISTERED));
    registry.apply(
        Events.organization(new UUID(0, 5), "org_beta", "beta", 1, TenantChange.REGISTERED));
    registry.apply(Events.creator(ONE, "sainath.no.1", 1, TenantChange.REGISTERED));
    registry.apply(Events.creator(TEN, "sainath.no.10", 1, TenantChange.REGISTERED));
    registry.apply(Events.creator(CLOSED, "gone", 1, TenantChange.REGISTERED));
    registry.apply(Events.creator(CLOSED, "gone", 2, TenantChange.CLOSED));
    registry.apply(Events.twin(new UUID(1, 1), ONE, "sainath.no.1", "coach"));
    registry.apply(Events.twin(new UUID(1, 2), TEN, "sainath.no.10", "coach"));
    registry.apply(Events.twin(new UUID(1, 3), CLOSED, "gone", "coach"));
  }

  @ParameterizedTest
  @MethodSource
  void theOwnerPasses(Principal principal, String namespace) {
    assertThat(guard.validateNamespaceAccess(principal, namespace).name()).isEqualTo(namespace);
  }

  static Stream<Arguments> theOwnerPasses() {
    return Stream.of(
        Arguments.of(OF_ONE, "creator_sainath.no.1"),
        Arguments.of(OF_ONE, "creator_sainath.no.1_twin_coach"),
        Arguments.of(OF_TEN, "creator_sainath.no.10_twin_coach"),
        Arguments.of(OF_ACME, "portfolio_acme"),
        Arguments.of(OF_TWO, "portfolio_acme"),
        Arguments.of(OF_TWO, "portfolio_beta"));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource
  void everybodyElseIsTurnedAway(Principal principal, String namespace, String why) {
    assertThatThrownBy(() -> guard.validateNamespaceAccess(principal, namespace))
        .as(why)
        .isInstanceOf(TenantIsolationException.class)
        .message()
        .doesNotContain(namespace.isEmpty() ? "sainath" : namespace);
  }

  static Stream<Arguments> everybodyElseIsTurnedAway() {
    return Stream.of(
        Arguments.of(OF_ONE, "creator_sainath.no.10", "another creator with the same prefix"),
        Arguments.of(OF_TEN, "creator_sainath.no.1", "a creator that is a prefix of the owner"),
        Arguments.of(OF_ONE, "creator_sainath.no.10_twin_coach", "another creator's twin"),
        Arguments.of(OF_ONE, "creator_sainath.no.1_twin_chef", "a twin that is not registered"),
        Arguments.of(OF_ONE, "creator_sainath.no.1_twin_", "half a name"),
        Arguments.of(OF_ONE, "creator_nobody", "a creator that is not registered"),
        Arguments.of(OF_CLOSED, "creator_gone", "a creator that is closed"),
        Arguments.of(OF_CLOSED, "creator_gone_twin_coach", "a twin of a creator that is closed"),
        Arguments.of(OF_ONE, "portfolio_acme", "an organization, for a creator"),
        Arguments.of(OF_ACME, "portfolio_beta", "another organization"),
        Arguments.of(OF_ACME, "portfolio_gamma", "an organization that is not registered"),
        Arguments.of(OF_ACME, "creator_sainath.no.1", "a creator, for an organization"),
        Arguments.of(NOBODY, "creator_sainath.no.1", "a token without a tenant, to a creator"),
        Arguments.of(NOBODY, "portfolio_acme", "a token without a tenant, to an organization"),
        Arguments.of(OPERATOR, "portfolio_acme", "all roles and no tenant"),
        Arguments.of(OF_ONE, "", "the unnamed namespace"),
        Arguments.of(OF_ONE, "__default__", "the unnamed namespace by its other name"),
        Arguments.of(OF_ACME, "proposals", "the legacy portfolio"),
        Arguments.of(OF_ACME, "portfolio_default", "the legacy alias"),
        Arguments.of(OF_ONE, new UUID(7, 7).toString(), "a legacy twin"),
        Arguments.of(OF_ONE, "CREATOR_SAINATH.NO.1", "another spelling"),
        Arguments.of(OF_ONE, " creator_sainath.no.1", "blanks around the name"));
  }

  @Test
  void theOldAliasIsReadAsTheDefaultOrganizationWithAWarningAndByItsOwnerAlone() {
    registry.apply(
        Events.organization(
            new UUID(0, 6), "org_default", "default-org", 1, TenantChange.REGISTERED));
    Principal owner = organizations("org_default");

    ReadableNamespace read = guard.validateReadAccess(owner, "portfolio_default");

    assertThat(read.namespace().name()).isEqualTo("portfolio_default-org");
    assertThat(read.warning())
        .hasValueSatisfying(
            warning ->
                assertThat(warning)
                    .startsWith("namespace.alias_deprecated")
                    .contains("portfolio_default-org"));
    assertThat(guard.validateReadAccess(owner, "portfolio_default-org").warning()).isEmpty();
    assertThatThrownBy(() -> guard.validateReadAccess(OF_ACME, "portfolio_default"))
        .isInstanceOf(TenantIsolationException.class);
    assertThatThrownBy(() -> guard.validateNamespaceAccess(owner, "portfolio_default"))
        .as("for writing the alias is no name")
        .isInstanceOf(TenantIsolationException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "__default__", "proposals", "5b0c2f9d-11aa-4c7e-8d35-0c7a3a0a7d0e", "x"})
  void noOtherOldNameIsRead(String name) {
    assertThatThrownBy(() -> guard.validateReadAccess(OF_ACME, name))
        .isInstanceOf(TenantIsolationException.class);
  }

  @Test
  void anErasedTenantIsClosedToItsOwnOwner() {
    registry.erase(ONE);

    assertThatThrownBy(() -> guard.validateNamespaceAccess(OF_ONE, "creator_sainath.no.1"))
        .isInstanceOf(TenantIsolationException.class);
    assertThat(registry.stateOf(new UUID(1, 1))).isEqualTo(Registry.State.CLOSED);
  }

  @Test
  void anOrganizationIsKnownByIdNotBySlug() {
    Principal sameNameAsSlug = organizations("acme");

    assertThatThrownBy(() -> guard.validateNamespaceAccess(sameNameAsSlug, "portfolio_acme"))
        .isInstanceOf(TenantIsolationException.class);
    assertThat(registry.find(ACME).orElseThrow().type()).isEqualTo(ScopeType.ORGANIZATION);
  }

  private static Principal creator(String id) {
    return new Principal("key", Set.of(Role.READER), Optional.of(new CreatorId(id)), Set.of());
  }

  private static Principal organizations(String... ids) {
    return new Principal(
        "key",
        Set.of(Role.READER),
        Optional.empty(),
        Set.copyOf(Stream.of(ids).map(OrganizationId::new).toList()));
  }
}
