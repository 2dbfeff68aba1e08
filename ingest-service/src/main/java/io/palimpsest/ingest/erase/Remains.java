package io.palimpsest.ingest.erase;

import io.palimpsest.event.ScopeType;
import io.palimpsest.fencing.Work;
import java.util.List;
import java.util.UUID;

/**
 * What is kept of scopes outside of this service's own documents, such as in a system that was
 * migrated. It is counted and erased with the documents, and before them. All calls may be
 * repeated; they block, and throw what a store that is down throws.
 */
public interface Remains {
  /**
   * A scope that is erased.
   *
   * @param type what it is
   * @param ids public ids, outermost first; empty once nobody knows the names any more
   * @param uid its uid
   */
  record Of(ScopeType type, List<String> ids, UUID uid) {
    /** Copies the list. */
    public Of {
      ids = List.copyOf(ids);
    }
  }

  /** How many records there are of the scope. */
  long count(Of scope);

  /** Erases some of them; returns how many there were, 0 when there is nothing left. */
  long erase(Of scope, Work work);
}
