package io.palimpsest.ingest.entry;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a change came from. */
public sealed interface Origin {
  /** A request that somebody waits for. */
  record Request() implements Origin {}

  /** A record that was appended to an inbox topic some time ago. */
  sealed interface Submitted extends Origin {
    /** Partition of the topic. */
    int partition();

    /** Offset in it. */
    long offset();

    /** The admission that its producer was told, null when it said none. */
    @Nullable UUID admission();
  }

  /**
   * A record of the entity's inbox topic.
   *
   * @param partition partition of the topic
   * @param offset offset in it
   * @param admission the admission that its producer was told, null when it said none
   */
  record Inbox(int partition, long offset, @Nullable UUID admission) implements Submitted {}

  /**
   * A record of the entity's inbox topic that was parked, and is taken up again. It keeps the order
   * of its arrival: what has changed since is newer.
   *
   * @param partition partition of the topic
   * @param offset offset in it
   * @param seen how far the entity was when the record arrived
   * @param forced whether somebody has it overwrite what is newer
   * @param admission the admission that its producer was told, null when it said none
   */
  record Replay(int partition, long offset, Seen seen, boolean forced, @Nullable UUID admission)
      implements Submitted {
    /** The same with the admission that the record says. */
    public Replay told(@Nullable UUID said) {
      return new Replay(partition, offset, seen, forced, said);
    }
  }
}
