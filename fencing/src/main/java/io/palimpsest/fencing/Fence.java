package io.palimpsest.fencing;

import io.palimpsest.event.ScopeType;
import java.util.UUID;

/**
 * The fact that a uid is refused for ever.
 *
 * @param sequence offset of its record in the fences' only partition
 * @param uid the admission of a scope that it is about
 * @param type kind of the scope
 * @param requestRef random reference of the erasure request
 */
public record Fence(long sequence, UUID uid, ScopeType type, String requestRef) {
  public Fence {
    if (sequence < 0) {
      throw new IllegalArgumentException("sequence must not be negative");
    }
  }
}
