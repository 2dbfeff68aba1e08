package io.palimpsest.access.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.palimpsest.access.token.ClaimNames;
import io.palimpsest.access.token.TokenRules;
import io.palimpsest.access.token.TokenVerifier;
import io.palimpsest.access.token.UnauthorisedException;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tokens of a real Keycloak with the realm of {@code deploy/keycloak}, through a rotation, a
 * revocation and its end. In the full tier: it takes a minute to start.
 */
@EnabledIfSystemProperty(named = "palimpsest.full", matches = "true")
class KeycloakIT {
  private static final Path CHECKOUT =
      Path.of(System.getProperty("palimpsest.checkout", "..")).toAbsolutePath();

  @TempDir Path folder;

  @Test
  void tokensOfTheRealmCountAsTheirKeysDo() throws Exception {
    try (Keycloak keycloak =
            Keycloak.start(
                Path.of("target/keycloak/keycloak-quarkus-dist.zip"),
                CHECKOUT.resolve("deploy/keycloak/palimpsest-realm.json"),
                folder);
        IssuerKeys keys = IssuerKeys.start(settings(keycloak), Clock.systemUTC())) {
      await().atMost(Duration.ofMinutes(1)).until(keys::isKnown);
      TokenVerifier verifier = verifier(keycloak, keys);
      String first = keycloak.token();
      Instant before = Instant.now();
      Principal principal = verifier.verify(first, before);
      assertThat(principal.roles()).containsExactlyInAnyOrder(Role.PRODUCER, Role.READER);
      assertThat(principal.creator()).contains(new CreatorId("sainath.no.1"));
      assertThat(principal.organizations()).containsExactly(new OrganizationId("org_acme"));

      keycloak.rotate();
      String second = keycloak.token();
      assertThat(header(second)).as("another key signs").isNotEqualTo(header(first));
      verifier.verify(second, Instant.now());
      verifier.verify(first, Instant.now());

      keycloak.revoke();
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> verifier.verify(first, Instant.now()))
                      .isInstanceOf(UnauthorisedException.class)
                      .hasMessage("token.key"));
      verifier.verify(first, before);

      keycloak.close();
      await().atMost(Duration.ofMinutes(1)).until(() -> keys.silence().isPresent());
      verifier.verify(second, Instant.now());
    }
  }

  private static String header(String token) {
    return token.substring(0, token.indexOf('.'));
  }

  private static TokenVerifier verifier(Keycloak keycloak, IssuerKeys keys) {
    return new TokenVerifier(
        keys,
        new TokenRules(
            TokenRules.RS256,
            Optional.of(keycloak.issuer().toString()),
            Optional.of("palimpsest"),
            Duration.ofSeconds(30),
            ClaimNames.DEFAULT));
  }

  private static IssuerSettings settings(Keycloak keycloak) {
    return new IssuerSettings(
        keycloak.issuer(),
        Duration.ofSeconds(1),
        Duration.ofMillis(100),
        Duration.ofSeconds(10),
        Duration.ofDays(30),
        Optional.empty());
  }
}
