package io.palimpsest.erasure.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a request has to know of its past for as long as it is kept.
 *
 * @param secondDelete whether a writer was evicted in the drain, so that a second delete is owed
 * @param cover id of the request that this one was attached to, null if it was not
 * @param leave the leave for the scope to come back, null while it is not given
 */
public record Past(boolean secondDelete, @Nullable UUID cover, @Nullable Leave leave) {
  /** Nothing to remember. */
  public static final Past NONE = new Past(false, null, null);

  /** The same with or without a second delete owed. */
  Past owing(boolean second) {
    return new Past(second, cover, leave);
  }

  /** The same, attached to a request. */
  Past under(UUID other) {
    return new Past(secondDelete, other, leave);
  }

  /** The same with the leave given. */
  Past with(Leave given) {
    return new Past(secondDelete, cover, given);
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
