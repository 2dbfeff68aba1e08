package io.palimpsest.sealing;

import java.util.List;
import java.util.UUID;

/** What is known of the key of an entity. That nothing can be known now is an exception instead. */
public sealed interface KeyAnswer {
  /**
   * The key exists.
   *
   * @param key the key
   * @param path uids of the scopes that hold the entity, outermost first, its own last
   */
  record Present(DataKey key, List<UUID> path) implements KeyAnswer {
    /** Copies the path. */
    public Present {
      path = List.copyOf(path);
    }
  }

  /** The key was destroyed, or is about to be: what it sealed cannot be read ever again. */
  record Erased() implements KeyAnswer {}

  /** There never was a key for this uid. */
  record Unknown() implements KeyAnswer {}
}
