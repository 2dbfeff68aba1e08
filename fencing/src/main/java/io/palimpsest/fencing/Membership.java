package io.palimpsest.fencing;

import java.util.UUID;
import java.util.function.Supplier;

/** Where one process stands on the roll. Guarded by the lock of {@link WriterState}. */
final class Membership {
  private enum Standing {
    OUTSIDE,
    REGISTERING,
    ON_ROLL,
    LEAVING,
    LEFT
  }

  private final Supplier<UUID> newIds;
  private UUID id;
  private Standing standing = Standing.OUTSIDE;

  Membership(Supplier<UUID> newIds) {
    this.newIds = newIds;
    this.id = newIds.get();
  }

  UUID id() {
    return id;
  }

  /** Each attempt has an id of its own: one that failed may yet turn up on the roll. */
  WriterStep.Register register() {
    standing = Standing.REGISTERING;
    return new WriterStep.Register(id);
  }

  void registered(UUID registered) {
    if (registered.equals(id) && standing == Standing.REGISTERING) {
      standing = Standing.ON_ROLL;
    }
  }

  /** Gives the id up; the next one has to be registered. */
  void giveUp() {
    id = newIds.get();
    standing = Standing.OUTSIDE;
  }

  WriterStep.Leave leave() {
    standing = Standing.LEAVING;
    return new WriterStep.Leave(id);
  }

  void stay() {
    standing = Standing.ON_ROLL;
  }

  void left() {
    standing = Standing.LEFT;
  }

  boolean outside() {
    return standing == Standing.OUTSIDE;
  }

  boolean onRoll() {
    return standing == Standing.ON_ROLL;
  }

  boolean hasLeft() {
    return standing == Standing.LEFT;
  }
}
