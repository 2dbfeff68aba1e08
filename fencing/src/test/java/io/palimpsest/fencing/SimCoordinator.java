package io.palimpsest.fencing;

import io.palimpsest.fencing.SimSchedule.Action;
import io.palimpsest.fencing.SimSchedule.Lane;
import io.palimpsest.fencing.SimWorld.Kind;
import io.palimpsest.fencing.SimWorld.Line;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A process around the real {@link RollCall} that erases one scope; it may be killed and restarted.
 */
final class SimCoordinator {
  private static final Duration TICK = Duration.ofNanos(1);

  private static final int CHASE = 30;
  private static final int[] LATEST_BEGIN = {12, 24, 40, 60};

  private final SimWorld world;
  private final UUID scope;
  private final Lane turnLane;
  private final Lane readLane;
  private final Lane recordLane;
  private final boolean afterEviction;
  private final long begins;
  private RollCall rollCall;
  private int life;
  private int linesRead;
  private boolean writing;
  private long sequence = -1;
  private long rollEndBefore = -1;
  private @Nullable Set<Long> askedFor;
  private long askedEnd;

  SimCoordinator(SimWorld world, UUID scope) {
    this.world = world;
    this.scope = scope;
    this.turnLane = world.schedule.lane();
    this.readLane = turnLane;
    this.recordLane = turnLane;
    this.afterEviction = world.scopes.indexOf(scope) > 0 && world.random.nextBoolean();
    this.begins = world.random.nextInt(LATEST_BEGIN[world.scopes.indexOf(scope)]);
    this.rollCall = newRollCall();
  }

  void actions(List<Action> possible) {
    if (sequence < 0 && !writing && begins()) {
      possible.add(new Action(turnLane, this::writeFence));
    }
    if (linesRead < world.lines.size()) {
      possible.add(new Action(readLane, this::readLine));
    }
    if (askedFor != null && linesRead >= askedEnd) {
      possible.add(new Action(readLane, this::rollRead));
    }
    possible.add(new Action(turnLane, this::turn));
    possible.add(Action.rare(recordLane, this::restart));
  }

  /** Half of the second fences are written some time after an eviction, the others at any time. */
  private boolean begins() {
    return afterEviction
        ? world.evictedAt >= 0 && world.now >= world.evictedAt + begins % CHASE
        : world.now >= begins;
  }

  private void writeFence() {
    writing = true;
    rollEndBefore = world.lines.size() - 1L;
    int writtenIn = life;
    SimRecord.send(
        world,
        recordLane,
        () -> world.append(scope),
        offset -> acknowledged(writtenIn, offset),
        () -> notAcknowledged(writtenIn));
  }

  private void acknowledged(int writtenIn, long offset) {
    if (life == writtenIn) {
      sequence = offset;
      rollCall.call(sequence, "er", world.now);
    }
  }

  private void notAcknowledged(int writtenIn) {
    if (life == writtenIn) {
      writing = false;
    }
  }

  private void turn() {
    for (RollOrder order : rollCall.next(world.now)) {
      switch (order) {
        case RollOrder.ReadRoll(Set<Long> sequences) -> {
          askedFor = sequences;
          askedEnd = world.lines.size();
        }
        case RollOrder.Evict(UUID id, String ref) -> {
          world.evicting();
          write(new Line(id, Kind.EVICTED, 0), () -> rollCall.notEvicted(id));
        }
        case RollOrder.Bury(UUID id) ->
            write(new Line(id, Kind.TOMBSTONE, 0), () -> rollCall.notBuried(id));
        case RollOrder.Announce announce -> world.drained(scope);
      }
    }
  }

  private void write(Line line, Runnable failed) {
    int writtenIn = life;
    SimRecord.send(
        world,
        recordLane,
        () -> world.append(line),
        offset -> {},
        () -> {
          if (life == writtenIn) {
            failed.run();
          }
        });
  }

  private void rollRead() {
    boolean before = world.shortcuts.contains(Shortcut.READS_ROLL_BEFORE_FENCE);
    if (askedFor != null) {
      rollCall.rollRead(askedFor, before ? rollEndBefore : askedEnd - 1);
    }
    askedFor = null;
  }

  private void readLine() {
    long offset = linesRead;
    Line line = world.lines.get(linesRead++);
    switch (line.kind()) {
      case REGISTERED -> rollCall.registered(offset, line.id());
      case OBSERVED -> rollCall.observed(offset, line.id(), line.sequence());
      case EVICTED -> rollCall.evicted(offset, line.id(), world.now);
      case TOMBSTONE -> rollCall.gone(line.id());
    }
  }

  private void restart() {
    life++;
    rollCall = newRollCall();
    linesRead = 0;
    askedFor = null;
    writing = false;
    if (sequence >= 0) {
      boolean kept = world.shortcuts.contains(Shortcut.KEEPS_TIMER_OVER_RESTART);
      long waited = kept ? SimWorld.BOUNDS.patience().toNanos() : 0;
      rollCall.call(sequence, "er", world.now - waited);
    }
  }

  /** Where threads may stand still before the socket, nobody is evicted: that is the residual. */
  private RollCall newRollCall() {
    FenceBounds bounds = SimWorld.BOUNDS;
    if (world.gap) {
      return new RollCall(new FenceBounds(Duration.ofDays(1), TICK, TICK), world.guards);
    }
    return new RollCall(
        new FenceBounds(
            without(Shortcut.EVICTS_WITHOUT_LEASE, bounds.lease()),
            without(Shortcut.EVICTS_WITHOUT_DEADLINE, bounds.deadline()),
            without(Shortcut.EVICTS_WITHOUT_LANDING, bounds.landing())),
        world.guards);
  }

  private Duration without(Shortcut shortcut, Duration span) {
    return world.shortcuts.contains(shortcut) ? TICK : span;
  }
}
