package io.palimpsest.right;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What somebody may do on one thing.
 *
 * @param principal name under which the broker knows him
 * @param resource on what
 * @param operations what; nothing else
 */
public record Grant(String principal, Resource resource, Set<Operation> operations) {
  /** Copies the set, in the order of the operations. */
  public Grant {
    if (operations.isEmpty()) {
      throw new IllegalArgumentException("a grant allows something");
    }
    operations = Collections.unmodifiableSet(EnumSet.copyOf(operations));
  }
}
