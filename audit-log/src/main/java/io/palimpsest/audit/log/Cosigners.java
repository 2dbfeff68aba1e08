package io.palimpsest.audit.log;

import io.palimpsest.audit.note.Note;
import io.palimpsest.audit.tree.Subtrees;

/** Witnesses, as the log knows them. */
public interface Cosigners {
  /** Nobody. */
  Cosigners NONE = (signed, checkpoint, tree) -> signed;

  /**
   * Asks each witness whose cosignature is missing; who does not answer in time is left out.
   *
   * @param signed the checkpoint's note, with the cosignatures that are there already
   * @param checkpoint what it says
   * @param tree the tree of that size
   * @return the note with every cosignature that came and was verified
   */
  Note cosign(Note signed, Checkpoint checkpoint, Subtrees tree);

  /** Whether no cosignature is missing. */
  default boolean isComplete(Note note) {
    return true;
  }
}
