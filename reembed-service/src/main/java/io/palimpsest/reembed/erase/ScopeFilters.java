package io.palimpsest.reembed.erase;

import io.palimpsest.event.ErasureTask;
import io.palimpsest.event.ScopeRef;
import io.palimpsest.event.ScopeType;
import io.palimpsest.vectorstore.Filter;
import io.palimpsest.vectorstore.NamedVectors;
import io.palimpsest.vectorstore.Ownership;
import io.palimpsest.vectorstore.StoredVector;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Conditions on vectors of a scope. */
final class ScopeFilters {
  private ScopeFilters() {}

  /** Metadata key that holds the uid of the task's scope. */
  static String key(ErasureTask task) {
    return key(scope(task).getType());
  }

  /** Metadata key that holds the uid of a scope of a kind. */
  static String key(ScopeType type) {
    return switch (type) {
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

  /**
   * What is the task's scope's by its id alone; empty for a scope that has no ids of vectors, and
   * for one whose names are gone.
   */
  static Optional<NamedVectors> named(ErasureTask task) {
    List<ScopeRef> path = task.getScopePath();
    List<UUID> uids = path.stream().map(ScopeRef::getUid).toList();
    String id = scope(task).getId();
    if (id.isEmpty()) {
      return Optional.empty();
    }
    return switch (scope(task).getType()) {
      case ITEM -> Optional.of(NamedVectors.ofItem(id, uids));
      case SOURCE ->
          Optional.of(NamedVectors.ofSource(id, path.get(path.size() - 2).getId(), uids));
      case ORGANIZATION, PROFILE, CREATOR, TWIN, UNKNOWN -> Optional.empty();
    };
  }

  /** The scope itself. */
  static ScopeRef scope(ErasureTask task) {
    if (task.getScopePath().isEmpty()) {
      throw new RefusedTaskException("scope.missing");
    }
    return task.getScopePath().getLast();
  }
}
