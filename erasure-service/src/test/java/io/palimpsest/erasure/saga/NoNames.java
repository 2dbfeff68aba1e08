package io.palimpsest.erasure.saga;

import io.palimpsest.erasure.model.Scope;
import io.palimpsest.erasure.plan.StoreSide;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A vector store without a namespace. */
enum NoNames implements StoreSide {
  LISTED;

  @Override
  public Set<String> targets() {
    return Set.of();
  }

  @Override
  public List<String> all() {
    return List.of();
  }

  @Override
  public Set<String> present(Collection<String> names) {
    return Set.of();
  }

  @Override
  public Map<String, Set<String>> strangers(Scope scope, Collection<String> names) {
    return Map.of();
  }
}
