package io.palimpsest.reembed.migration;

import java.util.List;

/**
 * Who owns which legacy namespace, as an operator says it.
 *
 * @param owned the namespaces that have an owner
 * @param setAside the namespaces that have none, and that a named person takes out of the move
 */
record Mapping(List<Owned> owned, List<SetAside> setAside) {
  /** Copies the lists. */
  Mapping {
    owned = List.copyOf(owned);
    setAside = List.copyOf(setAside);
  }

  /**
   * A namespace with its owner.
   *
   * @param namespace its name, whole
   * @param creator public id of the creator
   * @param twin public id of the twin
   */
  record Owned(String namespace, String creator, String twin) {}

  /**
   * A namespace that stays where it is.
   *
   * @param namespace its name
   * @param by who answers for that
   */
  record SetAside(String namespace, String by) {}
}
