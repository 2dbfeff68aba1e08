package io.palimpsest.cli;

/** What came of one record. */
enum Ending {
  /** It says that the entity is gone: it has a key and no value. */
  TOMBSTONE,
  /** It is a delete and carries no content. */
  WITHOUT_CONTENT,
  /** It is sealed, and its key was destroyed. */
  UNREADABLE,
  /** It is sealed, and what became of its key is not known: proves nothing. */
  UNDECIDED,
  /** It is sealed, and opened. */
  OPENED,
  /** Its content is plain. */
  PLAIN,
  /** Its bytes are no event: proves nothing. */
  UNDECODABLE
}
