package io.palimpsest.erasure.hold;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where holds are kept. Every method is durable when it returns. */
public interface Holds {
  /** Places a hold. */
  void place(Hold hold);

  /**
   * Releases a hold.
   *
   * @return the hold, empty when none with this id lasts
   */
  Optional<Hold> release(UUID id, Instant now);

  /**
   * Whether a hold that lasts lies on a scope, on a parent of it, or on something under it.
   *
   * @param pathUids uids of the scope and its parents
   * @param uids uids of the scope and of the tenant scopes under it
   */
  boolean lieOn(List<UUID> pathUids, List<UUID> uids);

  /** The hold with this id, be it released. */
  Optional<Hold> find(UUID id);

  /** Holds that last, newest first. */
  List<Hold> lasting(int limit);
}
