package io.palimpsest.system;

import io.palimpsest.event.ScopeType;
import java.util.Set;

/** Somebody who puts something under a scope that is being erased. */
enum Intruder {
  /** Registers a tenant under it and gives that something, by ingest. */
  CHILD,
  /** Writes an item or a source under it, by ingest. */
  ENTITY,
  /** Writes a vector of its own under the scope's names, past the product. */
  FOREIGN;

  private static final Set<ScopeType> WITH_CHILDREN =
      Set.of(ScopeType.CREATOR, ScopeType.ORGANIZATION);

  /** Whether a scope of the type can have such a thing under it. */
  boolean comesUnder(ScopeType type) {
    return this != CHILD || WITH_CHILDREN.contains(type);
  }

  /** Whether it was let in. */
  boolean comeUnder(Erasable scope) throws Exception {
    return switch (this) {
      case CHILD -> scope.addChild();
      case ENTITY -> scope.addEntity();
      case FOREIGN -> scope.addVector();
    };
  }
}
