package io.palimpsest.fencing;

import io.palimpsest.fencing.SimSchedule.Action;
import io.palimpsest.fencing.SimSchedule.Lane;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A thread that admits, sends, sends again, gives up; it may stand still between any two steps. */
final class SimWorker {
  private enum Place {
    IDLE,
    ENTERED,
    READ_CLOCK,
    ADMITTED,
    CHECKED,
    SENT,
    OVER
  }

  private static final double SELDOM = 0.4;
  private static final double HARDLY_EVER = 0.01;

  private final SimWriter process;
  private final SimWorld world;
  private final Lane lane;
  private final Lane gapLane;
  private final Lane errorLane;
  private Place place = Place.IDLE;
  private UUID uid;
  private @Nullable WorkEntry entry;
  private SimWorld.@Nullable Request request;
  private long clock;

  SimWorker(SimWriter process) {
    this.process = process;
    this.world = process.world;
    this.lane = world.schedule.lane();
    this.gapLane = world.schedule.lane();
    this.errorLane = world.schedule.lane();
    this.uid = world.scopes.getFirst();
  }

  void stall() {
    lane.stall();
  }

  void actions(List<Action> possible) {
    switch (place) {
      case IDLE -> {
        boolean offered = world.lateToAdmit ? aboutToExpire() : process.state.leased(world.now);
        possible.add(new Action(lane, offered ? SELDOM : HARDLY_EVER, this::enter));
      }
      case ENTERED -> possible.add(new Action(lane, this::readClock));
      case READ_CLOCK -> possible.add(new Action(lane, this::decide));
      case ADMITTED -> {
        if (!world.lateToSend || entry().deadlineAt() - world.now <= 1) {
          possible.add(new Action(lane, this::send));
          if (!world.answersLost) {
            possible.add(new Action(errorLane, SELDOM / 2, this::close));
          }
        }
      }
      case CHECKED -> possible.add(new Action(gapLane, this::handOver));
      case SENT -> {
        possible.add(new Action(errorLane, this::giveUp));
        if (!world.answersLost && request != null && request.landed) {
          possible.add(new Action(lane, this::answered));
        }
      }
      case OVER -> possible.add(new Action(lane, this::close));
    }
  }

  private boolean aboutToExpire() {
    return process.state.leased(world.now) && !process.state.leased(world.now + 2);
  }

  private void enter() {
    uid = world.scopes.get(world.random.nextInt(world.scopes.size()));
    entry = process.state.enter();
    place = Place.ENTERED;
  }

  private void readClock() {
    clock = world.now;
    if (world.shortcuts.contains(Shortcut.DECIDES_BEFORE_ENTERING)) {
      decideThenEnterLater();
    } else {
      place = Place.READ_CLOCK;
    }
  }

  /** The row at hand only serves to learn the verdict; the one that counts is entered later. */
  private void decideThenEnterLater() {
    Verdict verdict = process.state.decide(entry(), List.of(uid), clock);
    if (verdict instanceof Verdict.Admit) {
      process.state.close(entry(), clock);
      entry = null;
      place = Place.READ_CLOCK;
    } else {
      place = Place.IDLE;
    }
  }

  private void decide() {
    if (entry == null) {
      entry = process.state.enter();
      entry.deadlineAt(clock + SimWorld.BOUND);
      place = Place.ADMITTED;
      return;
    }
    switch (process.state.decide(entry(), List.of(uid), clock)) {
      case Verdict.Admit admit -> place = Place.ADMITTED;
      case Verdict.Refuse refuse -> {
        world.tally.refused++;
        place = Place.IDLE;
      }
      case Verdict.Unleased unleased -> {
        world.tally.unleased++;
        place = Place.IDLE;
      }
    }
  }

  private void send() {
    if (!process.state.send(entry(), world.now)) {
      world.tally.late++;
      place = Place.OVER;
    } else if (world.gap) {
      place = Place.CHECKED;
    } else {
      handOver();
    }
  }

  private void handOver() {
    request = world.send(uid);
    place = Place.SENT;
  }

  private void giveUp() {
    process.state.unanswered(entry(), world.now);
    place = Place.ADMITTED;
  }

  private void answered() {
    process.state.answered(entry());
    place = Place.OVER;
  }

  private void close() {
    process.state.close(entry(), world.now);
    place = Place.IDLE;
  }

  private WorkEntry entry() {
    if (entry == null) {
      throw new IllegalStateException("no work at hand");
    }
    return entry;
  }
}
