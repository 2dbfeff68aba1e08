package io.palimpsest.reembed.repair;

import java.util.List;
import java.util.UUID;

/**
 * Something that a job found.
 *
 * @param kind what is wrong, such as {@code missing}
 * @param namespace where
 * @param vector id of the vector, empty when a whole entity is meant
 * @param uids uids of the scopes concerned, outermost first; the entity's own last, if it is known
 */
public record Finding(String kind, String namespace, String vector, List<UUID> uids) {
  /** Copies the uids. */
  public Finding {
    uids = List.copyOf(uids);
  }
}
