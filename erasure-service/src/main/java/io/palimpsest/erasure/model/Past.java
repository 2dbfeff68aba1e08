package io.palimpsest.erasure.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request has to know of its past for as long as it is kept.
 *
 * @param leave the leave for the scope to come back, null while it is not given
 */
public record Past(@Nullable Leave leave) {
  /** Nothing to remember. */
  public static final Past NONE = new Past(null);

  /** The same with the leave given. */
  Past with(Leave given) {
    return new Past(given);
  }

  /**
   * Leave to come back.
   *
   * @param at when it was given
   * @param inboxEnds how far the inbox topics went then: what lies below was submitted to the
   *     erased scope
   */
  public record Leave(Instant at, List<InboxEnd> inboxEnds) {
    /** Copies the list. */
    public Leave {
      inboxEnds = List.copyOf(inboxEnds);
    }
  }
}
