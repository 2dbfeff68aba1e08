package io.palimpsest.access.token;

import io.palimpsest.tenancy.Principal;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * Verifies tokens as of an instant: for a record the time at which the broker appended it, however
 * late it is read. The same key and rules as at the HTTP doors. Thread-safe.
 */
public final class TokenVerifier {
  private final PublicKey key;
  private final Optional<String> audience;

  /**
   * @param key the one key whose tokens count
   * @param audience what a token must name as its audience; empty: not checked
   */
  public TokenVerifier(PublicKey key, Optional<String> audience) {
    this.key = key;
    this.audience = audience;
  }

  /**
   * The principal that the token proves.
   *
   * @param at the token must have been valid then, to the second
   * @throws UnauthorisedException when the token proves nothing
   */
  public Principal verify(String token, Instant at) {
    try {
      return Claims.principal(consumer(at).processToClaims(token));
    } catch (InvalidJwtException refused) {
      throw new UnauthorisedException(reason(refused), refused);
    }
  }

  /** The principal of a token that somebody else has verified. */
  public static Principal read(String verifiedToken) {
    JwtConsumer trusting =
        new JwtConsumerBuilder().setSkipSignatureVerification().setSkipAllValidators().build();
    try {
      return Claims.principal(trusting.processToClaims(verifiedToken));
    } catch (InvalidJwtException malformed) {
      throw new UnauthorisedException(reason(malformed), malformed);
    }
  }

  private JwtConsumer consumer(Instant at) {
    JwtConsumerBuilder builder =
        new JwtConsumerBuilder()
            .setVerificationKey(key)
            .setJwsAlgorithmConstraints(
                new AlgorithmConstraints(
                    ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256))
            .setRequireSubject()
            .setRequireExpirationTime()
            .setEvaluationTime(NumericDate.fromSeconds(at.getEpochSecond()));
    audience.ifPresentOrElse(
        builder::setExpectedAudience, builder::setSkipDefaultAudienceValidation);
    return builder.build();
  }

  private static String reason(InvalidJwtException refused) {
    if (refused.hasErrorCode(ErrorCodes.EXPIRED)) {
      return "token.expired";
    }
    if (refused.hasErrorCode(ErrorCodes.NOT_YET_VALID)) {
      return "token.not_yet_valid";
    }
    if (refused.hasErrorCode(ErrorCodes.AUDIENCE_INVALID)
        || refused.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
      return "token.audience";
    }
    if (refused.hasErrorCode(ErrorCodes.SIGNATURE_INVALID)) {
      return "token.signature";
    }
    return refused.getJwtContext().getJwtClaims() == null ? "token.malformed" : "token.claims";
  }
}
