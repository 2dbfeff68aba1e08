package io.palimpsest.sealing;

import java.time.Instant;
import java.util.Optional;

/**
 * Keys of the system's own: for what names no entity and is kept for a while only. Once made they
 * are found by their uid, like every other key. Calls may block; thread-safe.
 */
@FunctionalInterface
public interface SystemKeys {
  /** What a name has to look like. */
  String NAME_RULE = "[a-z0-9][a-z0-9.-]{0,63}";

  /**
   * The key of this name, made when there is none.
   *
   * @param name as in {@link #NAME_RULE}
   * @param until when a new key goes by itself; one that is there keeps its own time
   * @return the key, its uid last on its path; empty where sealing is off
   * @throws KeysUnavailableException when nothing is known now; try again
   */
  Optional<KeyAnswer.Present> named(String name, Instant until);
}
