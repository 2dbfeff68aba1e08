package io.palimpsest.ingest.scope;

import io.palimpsest.event.ScopeType;
import io.palimpsest.ingest.entry.Head;
import io.palimpsest.ingest.entry.Keys;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.ingest.store.ErasedScopes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Lets an erased scope be admitted again, by an explicit act alone. The erasure gives leave first,
 * by compare-and-set in its own request; the scope gets its new uid when its owner registers or
 * submits it the next time.
 */
@Singleton
public final class Readmissions {
  private final Scopes scopes;
  private final ErasedScopes erased;
  private final Leave leave;

  Readmissions(Scopes scopes, ErasedScopes erased, Leave leave) {
    this.scopes = scopes;
    this.erased = erased;
    this.leave = leave;
  }

  /**
   * Readmits the scope; its parents are admitted now.
   *
   * @param ids public ids, outermost first
   * @throws RefusedException when no erasure of it is remembered, or leave is not given
   */
  public void readmit(ScopeType type, List<String> ids) {
    ScopeNames.check(type, ids);
    String key = key(type, ids).orElseThrow(Readmissions::notErased);
    leave.ask(erased.requestRef(type, key).orElseThrow(Readmissions::notErased));
    erased.forget(type, key);
  }

  private Optional<String> key(ScopeType type, List<String> ids) {
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

  private static RefusedException notErased() {
    return new RefusedException(
        Refusal.of(404, "scope.not_erased", "no erasure of this scope is remembered"));
  }
}
