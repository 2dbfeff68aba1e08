package io.palimpsest.ingest.entry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an entity's vectors.
 *
 * @param present whether vectors of some revision can be found
 * @param revision newest revision that an outcome was told for, 0 for none
 * @param embeddedRevision revision of the vectors that can be found, 0 for none
 * @param at when they were written, or null
 * @param parkedReason why the newest revision was set aside, or null
 */
public record Embedding(
    boolean present,
    long revision,
    long embeddedRevision,
    @Nullable Instant at,
    @Nullable String parkedReason) {
  /** Nothing is known yet. */
  public static final Embedding NONE = new Embedding(false, 0, 0, null, null);

  /** Vectors of this revision can be found. */
  public Embedding embedded(long newRevision, Instant when) {
    return new Embedding(true, newRevision, newRevision, when, null);
  }

  /** The vectors are gone. */
  public Embedding removed(long newRevision) {
    return new Embedding(false, newRevision, 0, null, null);
  }

  /** This revision was set aside; vectors of an older one stay as they are. */
  public Embedding parked(long newRevision, String reason) {
    return new Embedding(present, newRevision, embeddedRevision, at, reason);
  }
}
