package io.palimpsest.access.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest {
  private static final KeyPair KEYS = TokenKeys.generate();
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Principal PRINCIPAL =
      new Principal(
          "key-7",
          Set.of(Role.PRODUCER, Role.READER),
          Optional.of(new CreatorId("sainath.no.1")),
          Set.of(new OrganizationId("org_acme"), new OrganizationId("org_other")));

  private final TokenVerifier verifier = new TokenVerifier(KEYS.getPublic(), Optional.empty());
  private final Tokens tokens = new Tokens(KEYS.getPrivate());

  @Test
  void aMintedTokenProvesItsPrincipal() {
    assertThat(verifier.verify(tokens.mint(PRINCIPAL, NOW, HOUR), NOW)).isEqualTo(PRINCIPAL);
  }

  @Test
  void aTokenCountsAsOfTheTimeThatIsAskedForNotAsOfNow() {
    String token = tokens.mint(PRINCIPAL, NOW, HOUR);

    assertThat(verifier.verify(token, NOW.plus(HOUR).minusSeconds(1))).isEqualTo(PRINCIPAL);
    assertRefused(token, NOW.plus(HOUR).plusSeconds(1), "token.expired");
    assertRefused(token, NOW.minusSeconds(1), "token.not_yet_valid");
  }

  @Test
  void aTokenOfAnotherKeyIsRefused() {
    String foreign = new Tokens(TokenKeys.generate().getPrivate()).mint(PRINCIPAL, NOW, HOUR);

    assertRefused(foreign, NOW, "token.signature");
  }

  @Test
  void aTokenWithoutASignatureIsRefused() throws JoseException {
    String unsigned = sign(claims(), AlgorithmIdentifiers.NONE, null);

    assertThatThrownBy(() -> verifier.verify(unsigned, NOW))
        .isInstanceOf(UnauthorisedException.class);
  }

  @Test
  void thePublicKeyAsASharedSecretIsRefused() throws JoseException {
    Key secret = new HmacKey(KEYS.getPublic().getEncoded());
    String forged = sign(claims(), AlgorithmIdentifiers.HMAC_SHA256, secret);

    assertThatThrownBy(() -> verifier.verify(forged, NOW))
        .isInstanceOf(UnauthorisedException.class);
  }

  @Test
  void onlyTheOneAlgorithmCounts() throws JoseException {
    String other = sign(claims(), AlgorithmIdentifiers.RSA_USING_SHA512, KEYS.getPrivate());
    String one = sign(claims(), AlgorithmIdentifiers.RSA_USING_SHA256, KEYS.getPrivate());

    assertThat(verifier.verify(one, NOW).keyId()).isEqualTo("key-7");
    assertThatThrownBy(() -> verifier.verify(other, NOW)).isInstanceOf(UnauthorisedException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sub", "exp"})
  void aTokenThatLacksARequiredClaimIsRefused(String claim) throws JoseException {
    assertRefused(signed(claims -> claims.unsetClaim(claim)), NOW, "token.claims");
  }

  @Test
  void aTokenWithoutRolesMayDoNothing() throws JoseException {
    String token = signed(claims -> claims.unsetClaim("roles"));

    assertThat(verifier.verify(token, NOW).roles()).isEmpty();
  }

  @Test
  void rolesThatTheProductDoesNotKnowCountForNothing() throws JoseException {
    String token =
        signed(claims -> claims.setStringListClaim("roles", "reader", "READER", "offline_access"));

    assertThat(verifier.verify(token, NOW).roles()).containsExactly(Role.READER);
  }

  @Test
  void claimsThatBreakTheRulesOfIdsAreRefused() throws JoseException {
    assertRefused(
        signed(claims -> claims.setStringClaim("creator_id", "Acme Inc")), NOW, "token.claims");
    assertRefused(
        signed(claims -> claims.setStringListClaim("org_ids", "org 1")), NOW, "token.claims");
    assertRefused(signed(claims -> claims.setClaim("roles", 7)), NOW, "token.claims");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "a.b.c", "....", "Bearer x"})
  void whatIsNoTokenIsMalformed(String token) {
    assertThatThrownBy(() -> verifier.verify(token, NOW))
        .isInstanceOf(UnauthorisedException.class)
        .hasMessage("token.malformed");
  }

  @Test
  void anAudienceCountsWhereOneIsConfigured() throws JoseException {
    TokenVerifier strict = new TokenVerifier(KEYS.getPublic(), Optional.of("palimpsest"));
    String meant = signed(claims -> claims.setAudience("palimpsest", "other"));
    String elsewhere = signed(claims -> claims.setAudience("other"));

    assertThat(strict.verify(meant, NOW).keyId()).isEqualTo("key-7");
    assertThatThrownBy(() -> strict.verify(elsewhere, NOW)).hasMessage("token.audience");
    assertThatThrownBy(() -> strict.verify(signed(claims -> {}), NOW)).hasMessage("token.audience");
    assertThat(verifier.verify(elsewhere, NOW).keyId()).isEqualTo("key-7");
  }

  @Test
  void aFlippedCharacterOfThePayloadIsRefused() {
    String[] parts = tokens.mint(PRINCIPAL, NOW, HOUR).split("\\.");
    byte[] payload = Base64.getUrlDecoder().decode(parts[1]);
    String raised =
        new String(payload, StandardCharsets.UTF_8).replace("\"reader\"", "\"operator\"");
    String forged =
        parts[0]
            + "."
            + Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(raised.getBytes(StandardCharsets.UTF_8))
            + "."
            + parts[2];

    assertRefused(forged, NOW, "token.signature");
  }

  @Test
  void keysAreReadFromPemAndFromOneLine() {
    String line = TokenKeys.line(KEYS.getPublic());
    String pem = "-----BEGIN PUBLIC KEY-----\n" + line + "\n-----END PUBLIC KEY-----\n";

    assertThat(TokenKeys.publicKey(line)).isEqualTo(KEYS.getPublic());
    assertThat(TokenKeys.publicKey(pem)).isEqualTo(KEYS.getPublic());
    assertThat(
            TokenKeys.privateKey(
                Base64.getEncoder().encodeToString(KEYS.getPrivate().getEncoded())))
        .isEqualTo(KEYS.getPrivate());
    assertThatThrownBy(() -> TokenKeys.publicKey("AAAA"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void assertRefused(String token, Instant at, String reason) {
    assertThatThrownBy(() -> verifier.verify(token, at))
        .isInstanceOf(UnauthorisedException.class)
        .hasMessage(reason);
  }

  private static JwtClaims claims() {
    JwtClaims claims = Claims.of(PRINCIPAL);
    claims.setExpirationTime(NumericDate.fromSeconds(NOW.plus(HOUR).getEpochSecond()));
    return claims;
  }

  private static String signed(Consumer<JwtClaims> change) throws JoseException {
    JwtClaims claims = claims();
    change.accept(claims);
    return sign(claims, AlgorithmIdentifiers.RSA_USING_SHA256, KEYS.getPrivate());
  }

  private static String sign(JwtClaims claims, String algorithm, Key key) throws JoseException {
    JsonWebSignature signature = new JsonWebSignature();
    signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
    signature.setDoKeyValidation(false);
    signature.setAlgorithmHeaderValue(algorithm);
    signature.setPayload(claims.toJson());
    signature.setKey(key);
    return signature.getCompactSerialization();
  }
}
