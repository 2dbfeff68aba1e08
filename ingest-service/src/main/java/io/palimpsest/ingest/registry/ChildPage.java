package io.palimpsest.ingest.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of tenant scopes.
 *
 * @param children the scopes
 * @param next where the next page begins, null at the end
 */
public record ChildPage(List<ScopeView> children, @Nullable String next) {
  /** Copies the list. */
  public ChildPage {
    children = List.copyOf(children);
  }
}
