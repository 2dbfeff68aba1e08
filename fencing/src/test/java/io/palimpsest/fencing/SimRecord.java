package io.palimpsest.fencing;

import io.palimpsest.fencing.SimSchedule.Action;
import io.palimpsest.fencing.SimSchedule.Lane;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** A record on its way into a log: it lands, then it is acknowledged or the answer is lost. */
final class SimRecord {
  private final SimWorld world;
  private final Lane lane;
  private final LongSupplier append;
  private final LongConsumer acknowledged;
  private final Runnable failed;
  private long offset = -1;

  private SimRecord(
      SimWorld world, Lane lane, LongSupplier append, LongConsumer acknowledged, Runnable failed) {
    this.world = world;
    this.lane = lane;
    this.append = append;
    this.acknowledged = acknowledged;
    this.failed = failed;
  }

  static void send(
      SimWorld world, Lane lane, LongSupplier append, LongConsumer acknowledged, Runnable failed) {
    world.records.add(new SimRecord(world, lane, append, acknowledged, failed));
  }

  void actions(List<Action> possible) {
    if (offset < 0) {
      possible.add(new Action(lane, this::land));
    } else {
      possible.add(new Action(lane, () -> end(() -> acknowledged.accept(offset))));
      possible.add(Action.rare(lane, () -> end(failed)));
    }
  }

  private void land() {
    offset = append.getAsLong();
  }

  private void end(Runnable report) {
    world.records.remove(this);
    report.run();
  }
}
