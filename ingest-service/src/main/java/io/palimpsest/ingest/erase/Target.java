package io.palimpsest.ingest.erase;

import io.palimpsest.event.ErasureTask;
import io.palimpsest.event.ScopeRef;
import io.palimpsest.event.ScopeType;
import io.palimpsest.fencing.Fence;
import io.palimpsest.ingest.entry.Keys;
import io.palimpsest.ingest.entry.Scope;
import io.palimpsest.ingest.store.UnderScope;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The scope that a task is about.
 *
 * @param path outermost first, the scope itself last
 * @param uids uids of the scope and of the tenant scopes below it
 */
record Target(List<Scope> path, List<UUID> uids) {
  /** Copies the lists; refuses an empty path. */
  Target {
    path = List.copyOf(path);
    uids = List.copyOf(uids);
    if (path.isEmpty()) {
      throw new IllegalArgumentException("a task names a scope");
    }
  }

  static Target of(ErasureTask task) {
    return new Target(task.getScopePath().stream().map(Target::scope).toList(), task.getUids());
  }

  /** A fence knows no names and no parents; what is looked for is looked for by uid. */
  static Target of(Fence fence) {
    Scope self = new Scope(fence.type(), "", fence.uid());
    boolean below = fence.type() == ScopeType.PROFILE || fence.type() == ScopeType.ITEM;
    Scope parent = new Scope(ScopeType.ORGANIZATION, "", new UUID(0, 0));
    return new Target(below ? List.of(parent, self) : List.of(self), List.of(fence.uid()));
  }

  Scope self() {
    return path.getLast();
  }

  Scope tenant() {
    return path.getFirst();
  }

  UnderScope under() {
    return new UnderScope(self().uid());
  }

  /** Whether the scope is one item or one source. */
  boolean isEntity() {
    return self().type() == ScopeType.ITEM || self().type() == ScopeType.SOURCE;
  }

  /** Whether the scope is an organization's or below one. */
  boolean isPortfolio() {
    return tenant().type() == ScopeType.ORGANIZATION;
  }

  /** Whether the names are known: a look after the end has uids alone. */
  boolean isNamed() {
    return path.stream().noneMatch(scope -> scope.id().isEmpty());
  }

  /** The path of each scope on this path, outermost first. */
  List<List<Scope>> prefixes() {
    return IntStream.rangeClosed(1, path.size()).mapToObj(end -> path.subList(0, end)).toList();
  }

  /** Key of the scope's own document. */
  String key() {
    return key(path);
  }

  /** Key of the document of a path's last scope: items are unique in their organization. */
  static String key(List<Scope> path) {
    Scope self = path.getLast();
    if (path.size() == 1) {
      return Keys.root(self.id());
    }
    Scope unique = self.type() == ScopeType.ITEM ? path.getFirst() : path.get(path.size() - 2);
    return Keys.below(unique, self.id());
  }

  private static Scope scope(ScopeRef ref) {
    return new Scope(ref.getType(), ref.getId(), ref.getUid());
  }
}
