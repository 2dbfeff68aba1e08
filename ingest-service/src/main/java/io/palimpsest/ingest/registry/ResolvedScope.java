package io.palimpsest.ingest.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scope and what is below it.
 *
 * @param path outermost first, the scope itself last
 * @param children tenant scopes below it: twins of a creator, profiles of an organization
 * @param slug slug of the organization on the path, or null
 * @param entities number of items or sources below it, stubs included
 */
public record ResolvedScope(
    List<ScopeView> path, List<ScopeView> children, @Nullable String slug, long entities) {
  /** Copies the lists. */
  public ResolvedScope {
    path = List.copyOf(path);
    children = List.copyOf(children);
  }
}
