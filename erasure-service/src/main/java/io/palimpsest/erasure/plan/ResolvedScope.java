package io.palimpsest.erasure.plan;

import io.palimpsest.erasure.model.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scope as the registry knows it.
 *
 * @param path outermost first, the scope itself last
 * @param children tenant scopes under it
 * @param slug slug of the organization on the path, null for a creator's scopes
 * @param entities number of items or sources under it
 */
public record ResolvedScope(
    List<Scope> path, List<Scope> children, @Nullable String slug, long entities) {
  /** Copies the lists. */
  public ResolvedScope {
    path = List.copyOf(path);
    children = List.copyOf(children);
    if (path.isEmpty()) {
      throw new IllegalArgumentException("a resolved scope has a path");
    }
  }
}
