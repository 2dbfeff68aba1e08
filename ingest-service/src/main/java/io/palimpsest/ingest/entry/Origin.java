package io.palimpsest.ingest.entry;

/** Where a change came from. */
public sealed interface Origin {
  /** A request that somebody waits for. */
  record Request() implements Origin {}

  /**
   * A record of the entity's inbox topic.
   *
   * @param partition partition of the topic
   * @param offset offset in it
   */
  record Inbox(int partition, long offset) implements Origin {}

  /**
   * A record of the entity's inbox topic that was parked, and is taken up again. It keeps the order
   * of its arrival: what has changed since is newer.
   *
   * @param partition partition of the topic
   * @param offset offset in it
   * @param seen how far the entity was when the record arrived
   * @param forced whether somebody has it overwrite what is newer
   */
  record Replay(int partition, long offset, Seen seen, boolean forced) implements Origin {}
}
