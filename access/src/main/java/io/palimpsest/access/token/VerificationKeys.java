package io.palimpsest.access.token;

import java.security.Key;
import java.security.PublicKey;
import java.time.Instant;
import org.jose4j.jws.JsonWebSignature;

/** The public keys whose tokens count. Implementations are thread-safe. */
public interface VerificationKeys {
  /**
   * The key that a token names.
   *
   * @param signature the token, not verified yet
   * @param at as of when the key must have counted
   * @throws UnauthorisedException when it names no key that counted then
   * @throws IssuerUnavailableException when that cannot be said now; the same call may succeed
   *     later
   */
  Key key(JsonWebSignature signature, Instant at);

  /** Whether {@link #key} may wait for somebody else. */
  boolean mayWait();

  /** One key, for ever. */
  static VerificationKeys one(PublicKey key) {
    return new VerificationKeys() {
      @Override
      public Key key(JsonWebSignature signature, Instant at) {
        return key;
      }

      @Override
      public boolean mayWait() {
        return false;
      }
    };
  }
}
