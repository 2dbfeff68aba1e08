package io.palimpsest.ingest.erase;

import io.palimpsest.ingest.entry.Scope;
import io.palimpsest.ingest.store.ErasedScopes;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Whether names still lead to what is to be erased. Once an erased name was given back they never
 * do again, whoever has it then; so what was read before this said yes is the erased scope's.
 */
@Singleton
final class Names {
  private final ErasedScopes erased;

  Names(ErasedScopes erased) {
    this.erased = erased;
  }

  /** Whether all names on the target's path are those of the admissions that its uids are of. */
  boolean leadTo(Target target) {
    return target.isNamed() && target.prefixes().stream().noneMatch(this::isBack);
  }

  private boolean isBack(List<Scope> path) {
    Scope self = path.getLast();
    return erased.isBack(self.type(), Target.key(path), self.uid());
  }
}
