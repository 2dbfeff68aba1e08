package io.palimpsest.erasure.demand;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where holds are kept. Every method is durable when it returns. */
public interface Holds {
  /** Places a hold. Whoever placed it before has it told. */
  void place(Hold hold);

  /** Places a hold, and keeps the deed in the same write. */
  void place(Hold hold, Deed deed);

  /**
   * Says from when on a hold is effective, unless that is said already.
   *
   * @return the hold, empty when none with this id lasts
   */
  Optional<Hold> effective(UUID id, Instant at);

  /** Holds that last and of which nobody has said from when on they are effective. */
  List<Hold> unsettled(int limit);

  /**
   * Releases a hold, which forgets the names of its scope.
   *
   * @return the hold, empty when none with this id lasts
   */
  Optional<Hold> release(UUID id, Instant now);

  /** The same, and keeps the deed in the same write. */
  Optional<Hold> release(UUID id, Instant now, Deed deed);

  /**
   * Whether a hold that lasts lies on a scope, on a parent of it, or on something under it.
   *
   * @param pathUids uids of the scope and its parents
   * @param uids uids of the scope and of the tenant scopes under it
   */
  boolean lieOn(List<UUID> pathUids, List<UUID> uids);

  /** The hold with this id, be it released. */
  Optional<Hold> find(UUID id);

  /**
   * Holds that last, newest first.
   *
   * @param pathUids only holds on this scope, a parent of it or something under it: uids of the
   *     scope and its parents, the scope itself last; empty for all
   * @param before only holds that come after this one in that order, null for the first page
   */
  List<Hold> lasting(List<UUID> pathUids, @Nullable UUID before, int limit);
}
