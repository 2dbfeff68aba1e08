package io.palimpsest.messaging.loop;

import java.time.Duration;

/** Pauses that double from a tenth of a second to a longest one. */
record Backoff(Duration next, Duration longest) {
  private static final Duration FIRST = Duration.ofMillis(100);

  static Backoff first(Duration longest) {
    return new Backoff(min(FIRST, longest), longest);
  }

  Backoff longer() {
    return new Backoff(min(next.multipliedBy(2), longest), longest);
  }

  static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
