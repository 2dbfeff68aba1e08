package io.palimpsest.ingest.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of the entities below a scope.
 *
 * @param entities items or sources, stubs included
 * @param next cursor of the next page, null at the end
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record EntityPage(List<ScopeView> entities, @Nullable String next) {
  /** Copies the list. */
  public EntityPage {
    entities = List.copyOf(entities);
  }
}
