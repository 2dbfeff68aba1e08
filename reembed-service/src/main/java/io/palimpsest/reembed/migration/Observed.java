package io.palimpsest.reembed.migration;

import java.util.Set;

/**
 * What a look at a legacy namespace says.
 *
 * @param name its name
 * @param vectors how many it holds
 * @param bytes of the vectors that were looked at, on average
 * @param creators ids of creators that the vectors name which were looked at
 */
record Observed(String name, long vectors, long bytes, Set<String> creators) {
  /** Copies the set. */
  Observed {
    creators = Set.copyOf(creators);
  }
}
