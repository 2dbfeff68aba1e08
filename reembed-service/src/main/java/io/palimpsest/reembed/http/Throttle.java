package io.palimpsest.reembed.http;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How fast a job may go.
 *
 * @param perSecond most work per second, 0 for as fast as it goes
 */
public record Throttle(@JsonProperty("per_second") long perSecond) {
  private static final long MOST = 1_000_000;

  /** The number, when it is a speed. */
  static long checked(long perSecond) {
    if (perSecond < 0 || perSecond > MOST) {
      throw AskedJob.invalid("per_second", "is 0 to " + MOST);
    }
    return perSecond;
  }
}
