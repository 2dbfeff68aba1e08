package io.palimpsest.erasure.restore;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What others were told of a request before.
 *
 * @param last number of its newest statement in the log, -1 for none that was looked at
 * @param fenced whether the log says that its scope was fenced
 * @param confirmation its newest confirmation in the log
 */
record Told(long last, boolean fenced, Optional<Confirmed> confirmation) {
  /** Nothing. */
  public static final Told NOTHING = new Told(-1, false, Optional.empty());

  /**
   * A confirmation in the log.
   *
   * @param index its index
   * @param seq its number among the request's statements
   * @param entry reads the entry, byte for byte; few are asked for, and all of them would not fit
   */
  public record Confirmed(long index, long seq, Supplier<String> entry) {}

  /** The same with one more entry. */
  Told and(long seq, boolean fence, Optional<Confirmed> confirmed) {
    return new Told(
        Math.max(last, seq), fenced || fence, confirmed.isPresent() ? confirmed : confirmation);
  }
}
