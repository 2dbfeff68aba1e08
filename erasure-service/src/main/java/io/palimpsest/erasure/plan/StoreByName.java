package io.palimpsest.erasure.plan;

import io.palimpsest.event.ScopeType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The vector store, asked by the names that a scope would have in it. */
public interface StoreByName {
  /**
   * Whether any index has something under the scope's names. Names are decoded and compared, never
   * matched by how they begin. What only metadata would lead to (a profile's items, anything of an
   * organization without a slug) is not found.
   *
   * @param ids public ids, outermost first
   * @param slug slug of the organization on the path, null when it is not known
   * @throws RuntimeException when the store cannot be asked now; try again
   */
  boolean holdsAny(ScopeType type, List<String> ids, @Nullable String slug);
}
