package io.palimpsest.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.access.issuer.TestIssuer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The doors where tokens come from an issuer that is found by discovery. */
@QuarkusTest
@QuarkusTestResource(value = TestIssuerResource.class, restrictToAnnotatedClass = true)
class IssuerDoorsTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TestHTTPResource("/")
  URI doors;

  TestIssuer issuer;

  @AfterEach
  void up() {
    issuer.down(false);
  }

  @Test
  void aTokenOfTheIssuerOpensTheDoorsOfItsRolesAndTellsWhoAsks() throws Exception {
    HttpResponse<String> me = get("doors/me", issuer.token("first", claims("reader")));

    assertThat(me.statusCode()).as(me.body()).isEqualTo(200);
    assertThat(me.body()).isEqualTo("[\"somebody\",\"sainath.no.1\"]");
    assertThat(status("first", claims("auditor"))).isEqualTo(403);
    assertThat(status("first", claims("offline_access"))).isEqualTo(403);
  }

  @Test
  void aTokenForAnotherAudienceOrOfAnotherIssuerOpensNone() throws Exception {
    JwtClaims others = claims("reader");
    others.setAudience("account");
    JwtClaims elsewhere = claims("reader");
    elsewhere.setIssuer("https://other.example");
    JwtClaims past = claims("reader");
    past.setExpirationTime(date(Instant.now().minusSeconds(120)));

    assertThat(status("first", others)).isEqualTo(401);
    assertThat(status("first", elsewhere)).isEqualTo(401);
    assertThat(status("first", past)).isEqualTo(401);
  }

  @Test
  void aKeyThatComesCountsAndOneThatIsRevokedCountsNoMore() {
    issuer.publish("second");
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(status("second", claims("reader"))).isEqualTo(200));

    issuer.withdraw("second");
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(status("second", claims("reader"))).isEqualTo(401));
    issuer.publish("second");
  }

  @Test
  void whileTheIssuerIsDownItsKeysGoOnAndReadinessSaysSo() throws Exception {
    assertThat(status("first", claims("reader"))).isEqualTo(200);
    issuer.down(true);

    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () -> assertThat(get("q/health/ready", "").body()).contains("silent_since", "503"));
    assertThat(get("q/health/ready", "").statusCode()).isEqualTo(200);
    assertThat(status("first", claims("reader"))).isEqualTo(200);

    issuer.down(false);
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () -> assertThat(get("q/health/ready", "").body()).doesNotContain("silent_since"));
  }

  private int status(String key, JwtClaims claims) throws Exception {
    return get("doors/me", issuer.token(key, claims)).statusCode();
  }

  private HttpResponse<String> get(String path, String token) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(doors.resolve(path));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private JwtClaims claims(String role) {
    JwtClaims claims = new JwtClaims();
    claims.setSubject("somebody");
    claims.setIssuer(issuer.uri().toString());
    claims.setAudience("palimpsest");
    claims.setIssuedAt(date(Instant.now()));
    claims.setExpirationTime(date(Instant.now().plusSeconds(600)));
    claims.setClaim("realm_access", Map.of("roles", List.of(role)));
    claims.setClaim("creator_id", "sainath.no.1");
    return claims;
  }

  private static NumericDate date(Instant instant) {
    return NumericDate.fromSeconds(instant.getEpochSecond());
  }
}
