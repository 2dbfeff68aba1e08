package io.palimpsest.fencing;

import io.palimpsest.fencing.SimSchedule.Action;
import io.palimpsest.fencing.SimSchedule.Lane;
import io.palimpsest.fencing.SimWorld.Kind;
import io.palimpsest.fencing.SimWorld.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A process around the real {@link WriterState}: its loop, its two followers, its workers. */
final class SimWriter {
  /** A poll in progress; the ends are unknown until they were asked for. */
  private static final class Reading {
    final WriterStep.Poll poll;
    long fences = -1;
    long lines = -1;

    Reading(WriterStep.Poll poll) {
      this.poll = poll;
    }
  }

  final SimWorld world;
  final WriterState state;
  private final Lane turnLane;
  private final Lane readLane;
  private final Lane pollLane;
  private final Lane recordLane;
  private final Lane faultLane;
  private final UUID firstId;
  private final List<SimWorker> workers = new ArrayList<>();
  private @Nullable Reading reading;
  private long readBeforehand = -1;
  private int fencesRead;
  private int linesRead;
  private boolean alive = true;

  SimWriter(SimWorld world, UUID firstId) {
    this.world = world;
    this.firstId = firstId;
    this.turnLane = world.schedule.lane();
    this.readLane = world.schedule.lane();
    this.pollLane = turnLane;
    this.recordLane = world.schedule.lane();
    this.faultLane = world.schedule.lane();
    this.state = new WriterState(SimWorld.BOUNDS, 1, ids(firstId), world.guards);
    for (int i = 0; i < world.workersEach; i++) {
      workers.add(new SimWorker(this));
    }
  }

  boolean alive() {
    return alive;
  }

  UUID firstId() {
    return firstId;
  }

  void actions(List<Action> possible) {
    if (!alive) {
      return;
    }
    possible.add(new Action(turnLane, this::turn));
    if (fencesRead < world.fences.size()) {
      possible.add(new Action(readLane, this::readFence));
    }
    if (linesRead < world.lines.size()) {
      possible.add(new Action(readLane, this::readLine));
    }
    if (reading != null) {
      possible.add(new Action(pollLane, this::goOnReading));
    }
    workers.forEach(worker -> worker.actions(possible));
    possible.add(Action.rare(faultLane, this::kill));
    possible.add(Action.rare(faultLane, this::stop));
  }

  void suffer(Trouble trouble) {
    switch (trouble) {
      case NONE -> {}
      case MUTE -> recordLane.stall();
      case DEAF -> readLane.stall();
      case CUT_OFF -> {
        recordLane.stall();
        readLane.stall();
      }
      case SLEEPY -> workers.getFirst().stall();
      case KILLED -> kill();
    }
  }

  private void turn() {
    switch (state.next(world.now)) {
      case WriterStep.Register(UUID id) -> register(id);
      case WriterStep.Poll poll -> poll(poll);
      case WriterStep.Observe observe ->
          write(
              new Line(observe.id(), Kind.OBSERVED, observe.sequence()),
              () -> state.observed(observe),
              () -> state.notObserved(observe));
      case WriterStep.Leave(UUID id) ->
          write(new Line(id, Kind.TOMBSTONE, 0), state::left, state::notLeft);
      case WriterStep.Rest rest -> {}
      case WriterStep.Done done -> alive = false;
    }
  }

  private void register(UUID id) {
    write(
        new Line(id, Kind.REGISTERED, 0),
        () -> state.registered(id),
        () -> state.notRegistered(id));
    if (world.shortcuts.contains(Shortcut.WORKS_BEFORE_ACKNOWLEDGEMENT)) {
      state.registered(id);
    }
    if (world.shortcuts.contains(Shortcut.READS_BEFORE_REGISTRATION)) {
      while (fencesRead < world.fences.size()) {
        readFence();
      }
      readBeforehand = world.now;
    }
  }

  private void poll(WriterStep.Poll poll) {
    if (readBeforehand >= 0) {
      state.polled(new WriterStep.Poll(poll.id(), readBeforehand), readBeforehand);
      readBeforehand = -1;
    } else {
      reading = new Reading(poll);
    }
  }

  private void goOnReading() {
    Reading present = reading;
    if (present == null) {
      return;
    }
    if (present.fences < 0) {
      present.fences = world.fences.size();
      present.lines = world.lines.size();
    }
    boolean ended = fencesRead >= present.fences && linesRead >= present.lines;
    if (ended || world.shortcuts.contains(Shortcut.POLL_STOPS_SHORT)) {
      reading = null;
      state.polled(present.poll, world.now);
    }
  }

  private void readFence() {
    state.fenced(world.fences.get(fencesRead++));
  }

  private void readLine() {
    Line line = world.lines.get(linesRead++);
    boolean strikesOff = line.kind() == Kind.EVICTED || line.kind() == Kind.TOMBSTONE;
    if (strikesOff && !world.shortcuts.contains(Shortcut.IGNORES_EVICTION)) {
      state.struckOff(line.id());
    }
  }

  private void write(Line line, Runnable acknowledged, Runnable failed) {
    SimRecord.send(
        world,
        recordLane,
        () -> world.append(line),
        offset -> ifAlive(acknowledged),
        () -> ifAlive(failed));
  }

  private void ifAlive(Runnable report) {
    if (alive) {
      report.run();
    }
  }

  private void kill() {
    alive = false;
    world.tally.killed++;
  }

  private void stop() {
    state.stop();
    world.tally.stopped++;
  }

  private Supplier<UUID> ids(UUID first) {
    boolean[] given = {false};
    return () -> {
      if (given[0]) {
        return world.newId();
      }
      given[0] = true;
      return first;
    };
  }
}
