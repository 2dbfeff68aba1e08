package io.palimpsest.ingest.entry;

import io.palimpsest.event.ScopeRef;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The scopes that hold an entry, outermost first, the entry itself last.
 *
 * @param scopes at least one scope
 */
public record ScopePath(List<Scope> scopes) {
  /** Copies the list; refuses an empty one. */
  public ScopePath {
    scopes = List.copyOf(scopes);
    if (scopes.isEmpty()) {
      throw new IllegalArgumentException("a scope path names at least one scope");
    }
  }

  /** The path of a scope that has no parent. */
  public static ScopePath root(Scope scope) {
    return new ScopePath(List.of(scope));
  }

  /** This path with a scope below its last one. */
  public ScopePath child(Scope scope) {
    List<Scope> longer = new ArrayList<>(scopes);
    longer.add(scope);
    return new ScopePath(longer);
  }

  /** The path without its last scope. */
  public ScopePath parent() {
    return new ScopePath(scopes.subList(0, scopes.size() - 1));
  }

  /** The scope that the path leads to. */
  public Scope last() {
    return scopes.getLast();
  }

  /** The outermost scope: the tenant. */
  public Scope tenant() {
    return scopes.getFirst();
  }

  /** Uids on the path, outermost first: one that is fenced forbids every write below. */
  public List<UUID> uids() {
    return scopes.stream().map(Scope::uid).toList();
  }

  /** The path as events carry it. */
  public List<ScopeRef> toRefs() {
    return scopes.stream().map(Scope::toRef).toList();
  }
}
