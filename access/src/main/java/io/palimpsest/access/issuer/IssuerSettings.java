package io.palimpsest.access.issuer;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How the keys of an issuer are kept.
 *
 * @param issuer its address, as its tokens name it; {@code /.well-known/openid-configuration} is
 *     below it
 * @param refresh how often its keys are asked for; so soon does a revoked key count no more
 * @param pause shortest time between two questions, however many tokens name unknown keys
 * @param timeout bound of one question
 * @param remember how long a withdrawn key is known for records from before
 * @param file where keys are kept over a restart; empty: in memory alone
 */
public record IssuerSettings(
    URI issuer,
    Duration refresh,
    Duration pause,
    Duration timeout,
    Duration remember,
    Optional<Path> file) {
  /** Refuses durations that are not positive. */
  public IssuerSettings {
    for (Duration duration : new Duration[] {refresh, pause, timeout, remember}) {
      if (duration.isNegative() || duration.isZero()) {
        throw new IllegalArgumentException("durations of the issuer must be positive");
      }
    }
  }
}
