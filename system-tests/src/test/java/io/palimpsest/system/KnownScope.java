package io.palimpsest.system;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A scope, living or erased, with all that a door might show of it.
 *
 * @param creator id of its creator
 * @param twins ids of its twins
 * @param uidKey under which key vectors name {@code uid} as their owner
 * @param uid uid of the scope itself
 * @param uids its own, and those of everything under it
 */
record KnownScope(String creator, List<String> twins, String uidKey, UUID uid, Set<UUID> uids) {
  KnownScope {
    twins = List.copyOf(twins);
    uids = Set.copyOf(uids);
  }

  /** Names of its namespaces. */
  List<String> namespaces() {
    return twins.stream().map(twin -> Vectors.namespace(creator, twin)).toList();
  }
}
