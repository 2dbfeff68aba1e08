package io.palimpsest.erasure.demand;

import io.palimpsest.sealing.DataKey;
import java.util.List;
import java.util.Optional;

/**
 * Keys by name, kept apart from what they seal. Every method is durable when it returns;
 * thread-safe.
 */
public interface Keys {
  /** The key with this name; a new random one when there is none. */
  DataKey make(String name);

  /**
   * The key with this name, empty when there is none or it was destroyed.
   *
   * @throws io.palimpsest.sealing.BrokenSealException when another master key wrapped it
   */
  Optional<DataKey> find(String name);

  /** Destroys a key: what it sealed is unreadable from now on, wherever copies of it are. */
  void destroy(String name);

  /** Names of all keys that begin so. */
  List<String> names(String prefix);
}
