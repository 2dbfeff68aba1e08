package io.palimpsest.ingest.registry;

import io.palimpsest.event.ScopeType;
import io.palimpsest.ingest.entry.Head;
import io.palimpsest.ingest.entry.Keys;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Keys of scopes that need not be there; a key below a parent needs the parent. */
@Singleton
public final class ScopeKeys {
  private final Scopes scopes;

  ScopeKeys(Scopes scopes) {
    this.scopes = scopes;
  }

  /** The key that the scope has or would have; empty when a parent is unknown. */
  public Optional<String> key(ScopeType type, List<String> ids) {
    String id = ids.getLast();
    return switch (type) {
      case ORGANIZATION, CREATOR -> Optional.of(Keys.root(id));
      case PROFILE, ITEM -> below(ScopeType.ORGANIZATION, ids.subList(0, 1), id);
      case TWIN -> below(ScopeType.CREATOR, ids.subList(0, 1), id);
      case SOURCE -> below(ScopeType.TWIN, ids.subList(0, 2), id);
      case UNKNOWN -> Optional.empty();
    };
  }

  private Optional<String> below(ScopeType parentType, List<String> parentIds, String id) {
    return scopes
        .head(parentType, parentIds)
        .map(Head::path)
        .map(path -> Keys.below(path.last(), id));
  }
}
