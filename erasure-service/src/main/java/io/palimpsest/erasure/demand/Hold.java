package io.palimpsest.erasure.demand;

import io.palimpsest.event.ScopeType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A legal hold on one scope.
 *
 * @param id random id
 * @param type kind of the scope
 * @param ids public ids of the scope, outermost first; empty once the hold is released
 * @param pathUids uids of the scope and its parents, the scope itself last
 * @param basis code of the legal basis
 * @param placedBy key id of who placed it
 * @param placedAt when
 * @param reviewAt when somebody is to look whether it is still needed, null for not before asked
 * @param effectiveAt from when on nothing of the scope is deleted, null while that is not known yet
 * @param releasedAt when it was released, null while it lasts
 */
public record Hold(
    UUID id,
    ScopeType type,
    List<String> ids,
    List<UUID> pathUids,
    String basis,
    String placedBy,
    Instant placedAt,
    @Nullable Instant reviewAt,
    @Nullable Instant effectiveAt,
    @Nullable Instant releasedAt) {
  /** Copies the lists. */
  public Hold {
    // A copy that was kept before holds named their scope has neither.
    type = Objects.requireNonNullElse(type, ScopeType.UNKNOWN);
    ids = List.copyOf(Objects.requireNonNullElse(ids, List.of()));
    pathUids = List.copyOf(pathUids);
    if (pathUids.isEmpty()) {
      throw new IllegalArgumentException("a hold lies on a scope");
    }
  }

  /** The same without who placed it and the names of its scope. */
  public Hold nameless() {
    return new Hold(
        id, type, List.of(), pathUids, basis, "", placedAt, reviewAt, effectiveAt, releasedAt);
  }

  /** Uid of the scope that it lies on. */
  public UUID scope() {
    return pathUids.getLast();
  }

  /** What the hold achieves now. */
  public Effect effect(Instant now) {
    if (releasedAt != null) {
      return Effect.RELEASED;
    }
    return effectiveAt == null || now.isBefore(effectiveAt) ? Effect.PENDING : Effect.EFFECTIVE;
  }

  /** What a hold achieves. */
  public enum Effect {
    /** Nothing is begun any more; what was begun before may still delete. */
    PENDING,
    /** Nothing is deleted. */
    EFFECTIVE,
    /** It lasts no more. */
    RELEASED
  }
}
