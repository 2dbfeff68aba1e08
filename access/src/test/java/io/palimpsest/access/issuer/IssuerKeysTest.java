package io.palimpsest.access.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.palimpsest.access.token.ClaimNames;
import io.palimpsest.access.token.IssuerUnavailableException;
import io.palimpsest.access.token.TokenRules;
import io.palimpsest.access.token.TokenVerifier;
import io.palimpsest.access.token.UnauthorisedException;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to tokens when an issuer's keys come and go, against an issuer with real keys. */
class IssuerKeysTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String AUDIENCE = "palimpsest";

  private final TestIssuer issuer = new TestIssuer();
  private final Hand clock = new Hand();
  private IssuerKeys keys;

  @TempDir Path folder;

  @BeforeEach
  void startWithOneKey() throws IOException {
    issuer.publish("first");
    keys = start();
    await().atMost(Duration.ofSeconds(90)).until(keys::isKnown);
  }

  @AfterEach
  void close() {
    keys.close();
    issuer.close();
  }

  @Test
  void aTokenOfAPublishedKeyCountsAndCostsNoQuestion() {
    int before = issuer.questions();

    Principal principal = verify(token("first"), clock.instant());

    assertThat(principal.roles()).containsExactly(Role.READER);
    assertThat(principal.creator())
        .map(Object::toString)
        .hasValueSatisfying(creator -> assertThat(creator).contains("sainath.no.1"));
    assertThat(issuer.questions()).isEqualTo(before);
  }

  @Test
  void aKeyThatCameWithARotationCountsAtOnceAndTheOldOneGoesOnWhileItIsPublished() {
    clock.pass(MINUTE);
    issuer.publish("second");

    assertThat(verify(token("second"), clock.instant()).keyId()).isEqualTo("somebody");
    assertThat(verify(token("first"), clock.instant()).keyId()).isEqualTo("somebody");
  }

  @Test
  void aRevokedKeyCountsNoMoreAfterTheNextQuestionButForRecordsFromBefore() {
    Instant before = clock.instant().plusSeconds(5);
    clock.pass(MINUTE);
    issuer.publish("second");
    issuer.withdraw("first");
    String old = token("first");
    assertThat(verify(old, clock.instant()).keyId()).as("not asked yet").isEqualTo("somebody");
    verify(token("second"), clock.instant());

    assertRefused(old, clock.instant(), "token.key");
    assertThat(verify(old, before).keyId()).as("appended before").isEqualTo("somebody");
  }

  @Test
  void aRecordFromBeforeTheRotationCountsAfterARestart() throws IOException {
    Instant before = clock.instant();
    keys.close();
    issuer.publish("second");
    issuer.withdraw("first");
    clock.pass(MINUTE);
    keys = start();
    await().atMost(Duration.ofSeconds(90)).until(() -> issuer.questions() >= 2);
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> verify(token("second"), clock.instant()));

    assertThat(verify(token("first"), before).keyId()).isEqualTo("somebody");
    assertRefused(token("first"), clock.instant(), "token.key");
  }

  @Test
  void aWithdrawnKeyIsForgottenInTheEnd() {
    Instant before = clock.instant();
    issuer.publish("second");
    issuer.withdraw("first");
    clock.pass(MINUTE);
    verify(token("second"), clock.instant());
    assertThat(verify(token("first"), before).keyId()).isEqualTo("somebody");

    clock.pass(Duration.ofDays(31));
    issuer.publish("third");
    verify(token("third"), clock.instant());

    assertRefused(token("first"), before, "token.key");
  }

  @Test
  void whileTheIssuerIsDownKnownKeysGoOnAndUnknownOnesWait() {
    issuer.down(true);
    clock.pass(MINUTE);
    issuer.publish("second");

    assertThat(verify(token("first"), clock.instant()).keyId()).isEqualTo("somebody");
    assertThatThrownBy(() -> verify(token("second"), clock.instant()))
        .isInstanceOf(IssuerUnavailableException.class);
    assertThat(keys.silence())
        .hasValueSatisfying(silent -> assertThat(silent.reason()).contains("503"));
    assertThat(keys.isKnown()).isTrue();

    issuer.down(false);
    clock.pass(MINUTE);
    assertThat(verify(token("second"), clock.instant()).keyId()).isEqualTo("somebody");
    assertThat(keys.silence()).isEmpty();
  }

  @Test
  void anIssuerThatIsDownAtTheStartIsWaitedForAndItsKeptKeysGoOn() throws IOException {
    keys.close();
    issuer.down(true);
    keys = start();
    await().atMost(Duration.ofSeconds(90)).until(() -> keys.silence().isPresent());
    assertThat(verify(token("first"), clock.instant()).keyId()).isEqualTo("somebody");

    keys.close();
    Files.delete(folder.resolve("keys.json"));
    keys = start();
    await().atMost(Duration.ofSeconds(90)).until(() -> keys.silence().isPresent());
    assertThat(keys.isKnown()).isFalse();
    assertThatThrownBy(() -> verify(token("first"), clock.instant()))
        .isInstanceOf(IssuerUnavailableException.class);
  }

  @Test
  void tokensOfUnknownKeysAskTheIssuerOnceAPauseAndNoMore() throws IOException {
    issuer.publish("stranger");
    String foreign = token("stranger");
    issuer.withdraw("stranger");
    clock.pass(MINUTE);
    int before = issuer.questions();

    assertRefused(foreign, clock.instant(), "token.key");
    for (int i = 0; i < 100; i++) {
      assertRefused(foreign, clock.instant(), "token.key");
    }
    clock.pass(Duration.ofMillis(1));
    assertThatThrownBy(() -> verify(foreign, clock.instant()))
        .as("a key may have come since")
        .isInstanceOf(IssuerUnavailableException.class);
    assertThat(issuer.questions()).isEqualTo(before + 1);
  }

  @Test
  void clocksMayDifferByTheSkewAndByNoMore() throws Exception {
    JwtClaims claims = claims();
    claims.setExpirationTime(date(START.plus(MINUTE)));
    claims.setNotBefore(date(START));
    String token = issuer.token("first", claims);

    assertThat(verify(token, START.minusSeconds(30)).keyId()).isEqualTo("somebody");
    assertThat(verify(token, START.plus(MINUTE).plusSeconds(29)).keyId()).isEqualTo("somebody");
    assertRefused(token, START.minusSeconds(31), "token.not_yet_valid");
    assertRefused(token, START.plus(MINUTE).plusSeconds(31), "token.expired");
  }

  @Test
  void tokensOfAnotherIssuerOrForAnotherAudienceAreRefused() {
    JwtClaims elsewhere = claims();
    elsewhere.setIssuer("https://other.example");
    JwtClaims others = claims();
    others.setAudience("account");
    JwtClaims nobodys = claims();
    nobodys.unsetClaim("aud");

    assertRefused(issuer.token("first", elsewhere), START, "token.issuer");
    assertRefused(issuer.token("first", others), START, "token.audience");
    assertRefused(issuer.token("first", nobodys), START, "token.audience");
  }

  @Test
  void aFileThatHoldsNoKeysIsSaidAtTheStart() throws IOException {
    keys.close();
    Files.writeString(folder.resolve("keys.json"), "{\"keys\":[{\"kty\":\"RSA\"}]}");

    assertThatThrownBy(this::start).isInstanceOf(IOException.class).hasMessageContaining("keys");
  }

  private IssuerKeys start() throws IOException {
    return IssuerKeys.start(
        new IssuerSettings(
            issuer.uri(),
            Duration.ofHours(12),
            Duration.ofSeconds(2),
            Duration.ofSeconds(60),
            Duration.ofDays(30),
            Optional.of(folder.resolve("keys.json"))),
        clock);
  }

  private Principal verify(String token, Instant at) {
    TokenRules rules =
        new TokenRules(
            TokenRules.RS256,
            Optional.of(issuer.uri().toString()),
            Optional.of(AUDIENCE),
            Duration.ofSeconds(30),
            new ClaimNames("realm_access/roles", "creator_id", "org_ids"));
    return new TokenVerifier(keys, rules).verify(token, at);
  }

  private void assertRefused(String token, Instant at, String reason) {
    assertThatThrownBy(() -> verify(token, at))
        .isInstanceOf(UnauthorisedException.class)
        .hasMessage(reason);
  }

  private String token(String key) {
    return issuer.token(key, claims());
  }

  private JwtClaims claims() {
    JwtClaims claims = new JwtClaims();
    claims.setSubject("somebody");
    claims.setIssuer(issuer.uri().toString());
    claims.setAudience(AUDIENCE, "account");
    claims.setExpirationTime(date(START.plus(Duration.ofDays(365))));
    claims.setClaim("realm_access", Map.of("roles", List.of("reader", "offline_access")));
    claims.setClaim("creator_id", "sainath.no.1");
    return claims;
  }

  private static NumericDate date(Instant instant) {
    return NumericDate.fromSeconds(instant.getEpochSecond());
  }

  /** A clock that goes on when it is told to. */
  private static final class Hand extends Clock {
    private volatile Instant now = START;

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
