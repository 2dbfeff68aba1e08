package io.palimpsest.ingest.entry;

import io.palimpsest.event.ScopeRef;
import io.palimpsest.event.ScopeType;
import java.util.UUID;

/**
 * One scope: its kind, its public id and the uid of its admission.
 *
 * @param type kind of the scope
 * @param id public id, unique within the parent
 * @param uid uid of this admission
 */
public record Scope(ScopeType type, String id, UUID uid) {
  /** The scope as events carry it. */
  public ScopeRef toRef() {
    return ScopeRef.newBuilder().setType(type).setId(id).setUid(uid).build();
  }
}
