package io.palimpsest.erasure.door;

import io.palimpsest.erasure.demand.Hold;
import io.palimpsest.event.ScopeType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A hold as it is answered and listed.
 *
 * @param id id
 * @param scope what it lies on; without ids once it is released
 * @param pathUids uids of the scope and its parents, the scope itself last
 * @param basis code of the legal basis
 * @param placedBy key id of who placed it
 * @param placedAt when
 * @param reviewAt when somebody is to look whether it is still needed; absent where nobody said
 * @param status what it achieves now
 * @param effectiveAt from when on nothing of the scope is deleted; absent while that is not known
 * @param releasedAt when it was released
 */
public record HoldView(
    UUID id,
    ScopeView scope,
    List<UUID> pathUids,
    String basis,
    String placedBy,
    Instant placedAt,
    @Nullable Instant reviewAt,
    Hold.Effect status,
    @Nullable Instant effectiveAt,
    @Nullable Instant releasedAt) {
  /**
   * A scope by its names.
   *
   * @param type kind
   * @param ids public ids, outermost first
   */
  public record ScopeView(ScopeType type, List<String> ids) {}

  /** The hold as it is now. */
  public static HoldView of(Hold hold, Instant now) {
    return new HoldView(
        hold.id(),
        new ScopeView(hold.type(), hold.ids()),
        hold.pathUids(),
        hold.basis(),
        hold.placedBy(),
        hold.placedAt(),
        hold.reviewAt(),
        hold.effect(now),
        hold.effectiveAt(),
        hold.releasedAt());
  }
}
