package io.palimpsest.reembed.erase;

import io.palimpsest.event.ErasureTask;
import io.palimpsest.event.ScopeRef;
import io.palimpsest.vectorstore.Filter;
import io.palimpsest.vectorstore.Ownership;
import io.palimpsest.vectorstore.StoredVector;

/** Conditions on vectors of a scope. */
final class ScopeFilters {
  private ScopeFilters() {}

  /** Metadata key that holds the uid of the task's scope. */
  static String key(ErasureTask task) {
    return switch (scope(task).getType()) {
      case ORGANIZATION -> Ownership.ORGANIZATION_UID;
      case PROFILE -> Ownership.PROFILE_UID;
      case ITEM -> Ownership.ITEM_UID;
      case CREATOR -> Ownership.CREATOR_UID;
      case TWIN -> Ownership.TWIN_UID;
      case SOURCE -> Ownership.SOURCE_UID;
      case UNKNOWN -> throw new RefusedTaskException("scope.unknown_type");
    };
  }

  /** Vectors of the task's scope, wherever they are. */
  static Filter of(ErasureTask task) {
    return Filter.equal(key(task), scope(task).getUid().toString());
  }

  /** Whether a vector says that it is of the task's scope. */
  static boolean isOf(ErasureTask task, StoredVector vector) {
    return vector
        .metadata()
        .text(key(task))
        .filter(scope(task).getUid().toString()::equals)
        .isPresent();
  }

  /** The scope itself. */
  static ScopeRef scope(ErasureTask task) {
    if (task.getScopePath().isEmpty()) {
      throw new RefusedTaskException("scope.missing");
    }
    return task.getScopePath().getLast();
  }
}
