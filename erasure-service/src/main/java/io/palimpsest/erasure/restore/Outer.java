package io.palimpsest.erasure.restore;

import io.palimpsest.erasure.demand.Copy;
import io.palimpsest.event.ErasureStatusChanged;
import java.util.Map;
import java.util.UUID;

/**
 * What lies outside the database, read to the ends that the topics had.
 *
 * @param copies newest copies, by id of request or hold
 * @param states newest states announced, by id of the request
 * @param told what the log says, by reference of the request
 */
record Outer(
    Map<UUID, Copy> copies, Map<UUID, ErasureStatusChanged> states, Map<String, Told> told) {
  Outer {
    copies = Map.copyOf(copies);
    states = Map.copyOf(states);
    told = Map.copyOf(told);
  }

  Told told(String ref) {
    return told.getOrDefault(ref, Told.NOTHING);
  }
}
