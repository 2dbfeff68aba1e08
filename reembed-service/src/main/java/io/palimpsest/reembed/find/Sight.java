package io.palimpsest.reembed.find;

/** What a match turns out to be when it is looked at once more. */
enum Sight {
  /** The tenant's own, of the model that was asked. */
  VISIBLE,
  /** Fenced: to be erased, and hidden from now on. */
  FENCED,
  /** Another tenant's, or nobody's: it must not be here at all. */
  FOREIGN,
  /** The tenant's own, but of another model: its score means nothing beside the others. */
  STALE
}
