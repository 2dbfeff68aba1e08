package io.palimpsest.access.issuer;

import java.time.Instant;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;

/**
 * A key that the issuer published.
 *
 * @param jwk the public key
 * @param seen when it was last found to be published
 * @param until from when on it counts no more; empty while it is published
 */
record KnownKey(PublicJsonWebKey jwk, Instant seen, Optional<Instant> until) {
  /** Whether what was signed with it counted then. */
  boolean counted(Instant at) {
    return until.isEmpty() || at.isBefore(until.get());
  }

  KnownKey seen(Instant now) {
    return new KnownKey(jwk, now, Optional.empty());
  }

  /** The key was not published any more at this time; a withdrawn key keeps its own end. */
  KnownKey withdrawn(Instant end) {
    return until.isPresent() ? this : new KnownKey(jwk, seen, Optional.of(end));
  }

  /** Identifies the key by what it is, whatever name it has. */
  String id() {
    return jwk.calculateBase64urlEncodedThumbprint("SHA-256");
  }

  static boolean signs(JsonWebKey key) {
    return key instanceof PublicJsonWebKey && (key.getUse() == null || "sig".equals(key.getUse()));
  }
}
