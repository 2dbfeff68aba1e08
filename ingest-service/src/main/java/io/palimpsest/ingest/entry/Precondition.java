package io.palimpsest.ingest.entry;

import java.util.Set;

/** What must hold for a change to be applied. A deleted entry counts as absent. */
public sealed interface Precondition {
  /** Last writer wins. */
  record None() implements Precondition {}

  /** The entry exists. */
  record Exists() implements Precondition {}

  /** The entry does not exist. */
  record Absent() implements Precondition {}

  /**
   * The entry is at one of these revisions.
   *
   * @param revisions revisions that the writer has seen
   */
  record AtRevision(Set<Long> revisions) implements Precondition {
    /** Copies the set. */
    public AtRevision {
      revisions = Set.copyOf(revisions);
    }
  }

  /** The precondition of {@code if_revision}: 0 stands for 'does not exist'. */
  static Precondition ofRevision(long revision) {
    return revision == 0 ? new Absent() : new AtRevision(Set.of(revision));
  }

  /** Whether it holds for an entry at this revision, 0 when there is none or it is deleted. */
  default boolean holds(long liveRevision) {
    return switch (this) {
      case None none -> true;
      case Exists exists -> liveRevision > 0;
      case Absent absent -> liveRevision == 0;
      case AtRevision at -> at.revisions().contains(liveRevision);
    };
  }
}
