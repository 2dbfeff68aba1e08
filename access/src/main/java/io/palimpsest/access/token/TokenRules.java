package io.palimpsest.access.token;

import java.time.Duration;
import java.util.Optional;

/**
 * What a token must say, beside being signed by a key that counts.
 *
 * @param algorithm the one signature algorithm that counts, such as {@code RS256}
 * @param issuer what it must name as its issuer; empty: not checked
 * @param audience what it must name as its audience; empty: not checked
 * @param skew by how much the clocks of issuer and brokers may differ; whole seconds count
 * @param names where the claims are
 */
public record TokenRules(
    String algorithm,
    Optional<String> issuer,
    Optional<String> audience,
    Duration skew,
    ClaimNames names) {
  /** The longest difference of clocks that may be allowed. */
  public static final Duration LARGEST_SKEW = Duration.ofMinutes(5);

  /** Algorithm of the tokens that the product mints itself. */
  public static final String RS256 = "RS256";

  /** Refuses algorithms without a public key, and a skew that is none. */
  public TokenRules {
    if (!algorithm.matches("(RS|PS|ES)(256|384|512)")) {
      throw new IllegalArgumentException("no signature algorithm with a public key: " + algorithm);
    }
    if (skew.isNegative() || skew.compareTo(LARGEST_SKEW) > 0) {
      throw new IllegalArgumentException("a skew is between 0 and " + LARGEST_SKEW);
    }
  }

  /** For tokens that the product minted: no issuer, and clocks are the same. */
  public static TokenRules minted(Optional<String> audience) {
    return new TokenRules(RS256, Optional.empty(), audience, Duration.ZERO, ClaimNames.DEFAULT);
  }
}
