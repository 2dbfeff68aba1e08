package io.palimpsest.erasure.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who of the staff works at a request, and what they did. It stands beside the request: the log
 * proves, this tells colleagues.
 *
 * @param request id of the request
 * @param assignee key id of whose it is, null for nobody's
 * @param acts in the order in which they were done
 */
public record Handling(UUID request, @Nullable String assignee, List<Act> acts) {
  /** So many acts are kept of one request. */
  public static final int MOST_ACTS = 200;

  /** Copies the list. */
  public Handling {
    acts = List.copyOf(acts);
  }

  /** Nobody did anything yet. */
  public static Handling none(UUID request) {
    return new Handling(request, null, List.of());
  }

  /** Whether this was done, by whomever. */
  public boolean has(What what) {
    return acts.stream().anyMatch(act -> act.what() == what);
  }

  /**
   * Something that somebody of the staff did.
   *
   * @param at when
   * @param by key id
   * @param what code
   * @param text a note, or whose the request is now; names nobody whom it is about
   */
  public record Act(Instant at, String by, What what, @Nullable String text) {}

  /** What somebody can have done. */
  public enum What {
    ASKED,
    APPROVED,
    REJECTED,
    APPEALED,
    CANCELLED,
    EXTENDED,
    RERUN,
    ASSIGNED,
    NOTED
  }
}
