package io.palimpsest.fencing;

import java.util.Set;
import java.util.UUID;

/**
 * The end of a roll call: nothing that was admitted without the fence can land any more.
 *
 * @param sequence the fence
 * @param observed writers that said so themselves
 * @param evicted writers that were silent and were waited out
 */
public record Drained(long sequence, Set<UUID> observed, Set<UUID> evicted) {
  public Drained {
    observed = Set.copyOf(observed);
    evicted = Set.copyOf(evicted);
  }
}
