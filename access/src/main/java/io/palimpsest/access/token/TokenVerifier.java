package io.palimpsest.access.token;

import io.palimpsest.tenancy.Principal;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * Verifies tokens as of an instant: for a record the time at which the broker appended it, however
 * late it is read. The same keys and rules at the HTTP doors. Thread-safe.
 */
public final class TokenVerifier {
  private final VerificationKeys keys;
  private final TokenRules rules;

  /**
   * @param keys whose tokens count
   * @param rules what they must say
   */
  public TokenVerifier(VerificationKeys keys, TokenRules rules) {
    this.keys = keys;
    this.rules = rules;
  }

  /**
   * For tokens that the product minted.
   *
   * @param key the one key whose tokens count
   * @param audience what a token must name as its audience; empty: not checked
   */
  public TokenVerifier(PublicKey key, Optional<String> audience) {
    this(VerificationKeys.one(key), TokenRules.minted(audience));
  }

  /**
   * The principal that the token proves.
   *
   * @param at the token must have been valid then, to the second
   * @throws UnauthorisedException when the token proves nothing
   * @throws IssuerUnavailableException when that cannot be said now
   */
  public Principal verify(String token, Instant at) {
    try {
      return Claims.principal(consumer(at).processToClaims(token), rules.names());
    } catch (InvalidJwtException refused) {
      throw own(refused).orElseGet(() -> new UnauthorisedException(reason(refused), refused));
    }
  }

  /** Whether {@link #verify} may wait for an issuer, so that no event loop should call it. */
  public boolean mayWait() {
    return keys.mayWait();
  }

  private JwtConsumer consumer(Instant at) {
    JwtConsumerBuilder builder =
        new JwtConsumerBuilder()
            .setVerificationKeyResolver((signature, nesting) -> keys.key(signature, at))
            .setJwsAlgorithmConstraints(
                new AlgorithmConstraints(ConstraintType.PERMIT, rules.algorithm()))
            .setRequireSubject()
            .setRequireExpirationTime()
            .setAllowedClockSkewInSeconds(Math.toIntExact(rules.skew().toSeconds()))
            .setEvaluationTime(NumericDate.fromSeconds(at.getEpochSecond()));
    rules.issuer().ifPresent(issuer -> builder.setExpectedIssuer(true, issuer));
    rules
        .audience()
        .ifPresentOrElse(builder::setExpectedAudience, builder::setSkipDefaultAudienceValidation);
    return builder.build();
  }

  /** What the search for the key said, which the library wraps. */
  private static Optional<RuntimeException> own(Throwable refused) {
    for (Throwable cause = refused.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof UnauthorisedException unauthorised) {
        return Optional.of(unauthorised);
      }
      if (cause instanceof IssuerUnavailableException unavailable) {
        return Optional.of(unavailable);
      }
    }
    return Optional.empty();
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
    if (refused.hasErrorCode(ErrorCodes.ISSUER_INVALID)
        || refused.hasErrorCode(ErrorCodes.ISSUER_MISSING)) {
      return "token.issuer";
    }
    if (refused.hasErrorCode(ErrorCodes.SIGNATURE_INVALID)) {
      return "token.signature";
    }
    return refused.getJwtContext().getJwtClaims() == null ? "token.malformed" : "token.claims";
  }
}
