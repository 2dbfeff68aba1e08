package io.palimpsest.erasure.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a request has to know of its past for as long as it is kept, however much of its journal and
 * of its tasks is folded.
 *
 * @param secondDelete whether a writer was evicted in the drain, so that a second delete is owed
 * @param folded what is left of tasks that were folded
 * @param cover id of the request that this one was attached to, null if it was not
 * @param leave the leave for the scope to come back, null while it is not given
 */
public record Past(
    boolean secondDelete, Folded folded, @Nullable UUID cover, @Nullable Leave leave) {
  /** Nothing to remember. */
  public static final Past NONE = new Past(false, Folded.NONE, null, null);

  /** The same with or without a second delete owed. */
  Past owing(boolean second) {
    return new Past(second, folded, cover, leave);
  }

  /** The same with more folded. */
  Past folded(Folded more) {
    return new Past(secondDelete, more, cover, leave);
  }

  /** The same, attached to a request. */
  Past under(UUID other) {
    return new Past(secondDelete, folded, other, leave);
  }

  /** The same with the leave given. */
  Past with(Leave given) {
    return new Past(secondDelete, folded, cover, given);
  }

  /**
   * Leave to come back.
   *
   * @param at when it was given
   * @param inboxEnds how far the inbox topics went then: what lies below was submitted to the
   *     erased scope
   * @param reconciled whether the reconcile that it calls for was started
   */
  public record Leave(Instant at, List<InboxEnd> inboxEnds, boolean reconciled) {
    /** Copies the list. */
    public Leave {
      inboxEnds = List.copyOf(inboxEnds);
    }
  }

  /**
   * Tasks of rounds in the middle of a request that does not come to its end.
   *
   * @param tasks how many
   * @param found what their receipts said was found
   * @param deleted what their receipts said was deleted
   * @param until when the last of their attempts to delete expires, null when there was none
   */
  public record Folded(int tasks, long found, long deleted, @Nullable Instant until) {
    static final Folded NONE = new Folded(0, 0, 0, null);
  }
}
