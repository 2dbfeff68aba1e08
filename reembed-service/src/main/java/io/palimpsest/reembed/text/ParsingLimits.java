package io.palimpsest.reembed.text;

import java.time.Duration;

/**
 * What one document may cost.
 *
 * @param bytes most bytes of the document itself
 * @param characters most characters of the text that comes out of it
 * @param time longest time that its parser may run
 */
public record ParsingLimits(int bytes, int characters, Duration time) {
  /** Refuses limits that let nothing through. */
  public ParsingLimits {
    if (bytes <= 0 || characters <= 0 || time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("limits of parsing are above zero");
    }
  }
}
