package io.palimpsest.ingest.registry;

import io.palimpsest.event.ScopeType;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.ingest.store.ErasedScopes;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Lets an erased scope be admitted again, by an explicit act alone. The erasure gives leave first,
 * by compare-and-set in its own request; the scope gets its new uid when its owner registers or
 * submits it the next time.
 */
@Singleton
final class Readmissions {
  private final ScopeKeys keys;
  private final ErasedScopes erased;
  private final Leave leave;

  Readmissions(ScopeKeys keys, ErasedScopes erased, Leave leave) {
    this.keys = keys;
    this.erased = erased;
    this.leave = leave;
  }

  /**
   * Readmits the scope; its parents are admitted now.
   *
   * @param ids public ids, outermost first
   * @param by key id of who does it
   * @throws RefusedException when no erasure of it is remembered, or leave is not given
   */
  public void readmit(ScopeType type, List<String> ids, String by) {
    ScopeNames.check(type, ids);
    String key = keys.key(type, ids).orElseThrow(Readmissions::notErased);
    String erasure = erased.requestRef(type, key).orElseThrow(Readmissions::notErased);
    erased.readmit(type, key, erasure, leave.ask(erasure, by));
  }

  /** Whether an erasure of the scope is remembered. */
  boolean remembers(ScopeType type, List<String> ids) {
    return keys.key(type, ids).flatMap(key -> erased.requestRef(type, key)).isPresent();
  }

  private static RefusedException notErased() {
    return new RefusedException(
        Refusal.of(404, "scope.not_erased", "no erasure of this scope is remembered"));
  }
}
