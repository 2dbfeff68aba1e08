package io.palimpsest.sealing;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Where keys come from. Calls may block; thread-safe. */
@FunctionalInterface
public interface KeySource {
  /**
   * Asks for the keys of entities.
   *
   * @return an answer for each uid
   * @throws KeysUnavailableException when nothing is known now; try again
   */
  Map<UUID, KeyAnswer> find(Collection<UUID> uids);
}
