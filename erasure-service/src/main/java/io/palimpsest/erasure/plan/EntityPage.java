package io.palimpsest.erasure.plan;

import io.palimpsest.erasure.model.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of entities under a scope.
 *
 * @param entities items or sources
 * @param next cursor of the next page, null at the end
 */
public record EntityPage(List<Scope> entities, @Nullable String next) {
  /** Copies the list. */
  public EntityPage {
    entities = List.copyOf(entities);
  }
}
