package io.palimpsest.ingest.registry;

import io.palimpsest.event.ScopeType;
import io.palimpsest.ingest.entry.Scope;
import java.util.UUID;

/**
 * A scope as the other services see it.
 *
 * @param type kind of the scope
 * @param id public id
 * @param uid uid of its admission
 */
public record ScopeView(ScopeType type, String id, UUID uid) {
  /** The same of a scope of the registry. */
  public static ScopeView of(Scope scope) {
    return new ScopeView(scope.type(), scope.id(), scope.uid());
  }
}
