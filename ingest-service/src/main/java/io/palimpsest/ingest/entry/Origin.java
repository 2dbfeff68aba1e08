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
}
