package io.palimpsest.access.token;

import io.palimpsest.tenancy.Principal;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Mints bearer tokens with a private key: for the local stack, for tests, and between services. */
public final class Tokens {
  private final PrivateKey key;

  /**
   * @param key RSA key whose public half the services know
   */
  public Tokens(PrivateKey key) {
    this.key = key;
  }

  /**
   * A token that proves the principal.
   *
   * @param issuedAt from when it counts
   * @param lifetime how long it counts
   */
  public String mint(Principal principal, Instant issuedAt, Duration lifetime) {
    JwtClaims claims = Claims.of(principal);
    claims.setIssuedAt(date(issuedAt));
    claims.setNotBefore(date(issuedAt));
    claims.setExpirationTime(date(issuedAt.plus(lifetime)));
    claims.setGeneratedJwtId();
    JsonWebSignature signature = new JsonWebSignature();
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    signature.setHeader("typ", "JWT");
    signature.setPayload(claims.toJson());
    signature.setKey(key);
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalArgumentException("the key cannot sign tokens", e);
    }
  }

  private static NumericDate date(Instant instant) {
    return NumericDate.fromSeconds(instant.getEpochSecond());
  }
}
