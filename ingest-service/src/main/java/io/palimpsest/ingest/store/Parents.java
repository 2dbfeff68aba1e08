package io.palimpsest.ingest.store;

import io.palimpsest.fencing.Work;
import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.entry.Head;
import io.palimpsest.ingest.entry.Keys;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.Scope;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether the parents of new entries are live still. A parent that is being closed stays open: its
 * mark goes, so that the closing is decided anew and finds the child.
 *
 * @param <S> type of the children's state
 */
public final class Parents<S> implements Confirmation<S> {
  private static final Refusal CLOSED =
      Refusal.of(409, "tenant.closed", "The parent was closed meanwhile.");

  private final EntryStore<?> parents;

  /**
   * @param parents the entries that hold the children directly
   */
  public Parents(EntryStore<?> parents) {
    this.parents = parents;
  }

  @Override
  public Map<String, Refusal> refused(List<Entry<S>> entries, Work work) {
    Map<String, Scope> wanted = new HashMap<>();
    entries.forEach(entry -> wanted.put(key(entry.head()), parent(entry.head())));
    Set<String> closed = closed(wanted, work);
    Map<String, Refusal> refused = new HashMap<>();
    entries.stream()
        .map(Entry::head)
        .filter(head -> closed.contains(key(head)))
        .forEach(head -> refused.put(head.key(), CLOSED));
    return refused;
  }

  private Set<String> closed(Map<String, Scope> wanted, Work work) {
    Set<String> closed = new HashSet<>();
    Set<String> open = new HashSet<>(wanted.keySet());
    while (!open.isEmpty()) {
      Map<String, EntryStore.Standing> found = parents.standings(open);
      for (String key : Set.copyOf(open)) {
        EntryStore.Standing standing = found.get(key);
        if (standing == null || standing.isClosedFor(wanted.get(key))) {
          closed.add(key);
          open.remove(key);
        } else if (!standing.closing() || parents.reopen(key, standing.version(), work)) {
          open.remove(key);
        }
      }
    }
    return closed;
  }

  private static Scope parent(Head child) {
    List<Scope> path = child.path().scopes();
    return path.get(path.size() - 2);
  }

  private static String key(Head child) {
    List<Scope> path = child.path().scopes();
    int at = path.size() - 2;
    return at == 0 ? Keys.root(path.get(0).id()) : Keys.below(path.get(at - 1), path.get(at).id());
  }
}
