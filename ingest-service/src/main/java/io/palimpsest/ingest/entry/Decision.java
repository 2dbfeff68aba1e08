package io.palimpsest.ingest.entry;

/** What a change makes of an entry. */
public sealed interface Decision {
  /**
   * The change makes a new revision.
   *
   * @param next the head to write
   * @param expectedVersion version that the document must have; 0: it must not exist
   * @param created whether the entry did not exist, or was deleted
   */
  record Write(Head next, long expectedVersion, boolean created) implements Decision {}

  /**
   * The state is what it was.
   *
   * @param next the head to write when {@code remember}, else the head as it is
   * @param remember whether offset or idempotency key must be kept
   */
  record Unchanged(Head next, boolean remember) implements Decision {}

  /**
   * The request was answered before, under the same idempotency key.
   *
   * @param head the head as it is
   * @param first what was answered then
   */
  record Repeated(Head head, KeyUse first) implements Decision {}

  /**
   * The inbox record was applied before.
   *
   * @param head the head as it is
   */
  record Redelivered(Head head) implements Decision {}

  /**
   * The change is refused.
   *
   * @param refusal the reason
   */
  record Refused(Refusal refusal) implements Decision {}

  /**
   * Another instance may be announcing the present revision: ask again later.
   *
   * @param head the head as it is
   */
  record Busy(Head head) implements Decision {}
}
