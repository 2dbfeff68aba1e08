package io.palimpsest.erasure.hold;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A legal hold on one scope.
 *
 * @param id random id
 * @param pathUids uids of the scope and its parents, the scope itself last
 * @param basis code of the legal basis
 * @param placedBy key id of who placed it
 * @param placedAt when
 * @param releasedAt when it was released, null while it lasts
 */
public record Hold(
    UUID id,
    List<UUID> pathUids,
    String basis,
    String placedBy,
    Instant placedAt,
    @Nullable Instant releasedAt) {
  /** Copies the path. */
  public Hold {
    pathUids = List.copyOf(pathUids);
    if (pathUids.isEmpty()) {
      throw new IllegalArgumentException("a hold lies on a scope");
    }
  }

  /** The same without who placed it. */
  public Hold nameless() {
    return new Hold(id, pathUids, basis, "", placedAt, releasedAt);
  }

  /** Uid of the scope that it lies on. */
  public UUID scope() {
    return pathUids.getLast();
  }
}
