package io.palimpsest.access.issuer;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwk.PublicJsonWebKey;

/**
 * What is known of an issuer's keys, the withdrawn ones too. Immutable.
 *
 * @param keys by thumbprint
 * @param asked since when this is what the issuer says; empty: it was never asked
 */
record KeyHistory(Map<String, KnownKey> keys, Optional<Instant> asked) {
  static final KeyHistory NOTHING = new KeyHistory(Map.of(), Optional.empty());

  KeyHistory {
    keys = Map.copyOf(keys);
  }

  static KeyHistory of(Collection<KnownKey> known) {
    Map<String, KnownKey> keys = new HashMap<>();
    known.forEach(key -> keys.put(key.id(), key));
    return new KeyHistory(keys, Optional.empty());
  }

  /**
   * The history after the issuer answered.
   *
   * @param published what it publishes now
   * @param now when it was asked
   * @param refresh after how long without a look a key is taken for withdrawn, should it be gone
   * @param remember how long withdrawn keys are kept
   */
  KeyHistory after(
      Collection<PublicJsonWebKey> published, Instant now, Duration refresh, Duration remember) {
    Map<String, KnownKey> next = new HashMap<>();
    for (PublicJsonWebKey jwk : published) {
      KnownKey key = new KnownKey(jwk, now, Optional.empty());
      next.put(key.id(), key);
    }
    for (KnownKey old : keys.values()) {
      if (!next.containsKey(old.id())) {
        KnownKey gone = old.withdrawn(earlier(now, old.seen().plus(refresh.multipliedBy(2))));
        if (gone.until().orElseThrow().plus(remember).isAfter(now)) {
          next.put(gone.id(), gone);
        }
      }
    }
    return new KeyHistory(next, Optional.of(now));
  }

  /** The keys that counted then. */
  List<KnownKey> counted(Instant at) {
    return keys.values().stream().filter(key -> key.counted(at)).toList();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
