package io.palimpsest.erasure.saga;

import io.palimpsest.erasure.demand.Deed;
import io.palimpsest.erasure.demand.Hold;
import io.palimpsest.erasure.demand.Holds;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Nobody holds anything, or everything while the switch says so. */
public final class NoHolds implements Holds {
  private final BooleanSupplier held;

  NoHolds() {
    this(() -> false);
  }

  public NoHolds(BooleanSupplier held) {
    this.held = held;
  }

  @Override
  public void place(Hold hold) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void place(Hold hold, Deed deed) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Hold> release(UUID id, Instant at) {
    return Optional.empty();
  }

  @Override
  public Optional<Hold> release(UUID id, Instant at, Deed deed) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean lieOn(List<UUID> pathUids, List<UUID> uids) {
    return held.getAsBoolean();
  }

  @Override
  public Optional<Hold> find(UUID id) {
    return Optional.empty();
  }

  @Override
  public Optional<Hold> effective(UUID id, Instant at) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Hold> unsettled(int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Hold> lasting(List<UUID> pathUids, @Nullable UUID before, int limit) {
    return List.of();
  }
}
