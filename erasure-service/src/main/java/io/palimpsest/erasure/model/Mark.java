package io.palimpsest.erasure.model;

import java.time.Instant;
import java.util.List;

/**
 * What of a request must not be lost with its database. Each time it changes, a copy of the request
 * goes outside.
 *
 * @param nameless whether the names are gone
 * @param fenceIntended whether the point of no return is passed
 * @param ended whether nothing follows
 * @param approvals consents
 * @param dueAt legal deadline
 * @param secondDelete whether one is owed: a second drain would not evict the writer again
 * @param leave whether the scope may have come back: then nothing of it is deleted by name
 * @param unlinked whether the key of what the log has was destroyed
 */
public record Mark(
    boolean nameless,
    boolean fenceIntended,
    boolean ended,
    List<Approval> approvals,
    Instant dueAt,
    boolean secondDelete,
    boolean leave,
    boolean unlinked) {
  /** Copies the list. */
  public Mark {
    approvals = List.copyOf(approvals);
  }

  /** The mark of a request. */
  public static Mark of(ErasureRequest request) {
    return new Mark(
        request.demand().ids().isEmpty(),
        request.approvedAt() != null,
        request.ended(),
        request.approvals(),
        request.dueAt(),
        request.past().secondDelete(),
        request.past().leave() != null,
        request.identity().unlinked());
  }
}
