package io.palimpsest.ingest.entry;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far an entity was when something arrived that is applied later.
 *
 * @param uid uid of its admission, or null when there was none
 * @param revision its newest revision, 0 when there was none
 */
public record Seen(@Nullable UUID uid, long revision) {
  /** There was no such entity. */
  public static final Seen NOTHING = new Seen(null, 0);

  /** How far an entity is. */
  public static Seen of(Head head) {
    return new Seen(head.uid(), head.revision());
  }

  /** Whether the entity has been changed since, or is another one. */
  boolean isBehind(Head now) {
    return !now.uid().equals(uid) || now.revision() > revision;
  }
}
