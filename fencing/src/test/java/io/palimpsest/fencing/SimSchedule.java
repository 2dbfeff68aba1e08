package io.palimpsest.fencing;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Picks what happens next. Each lane (a thread, a connection, the clock) is fast, slow or stands
 * still for a while, so that pauses, stalls and cuts of every length come up by themselves.
 */
final class SimSchedule {
  /** A sequence of steps that has a speed of its own. */
  static final class Lane {
    private boolean stalled;
    private double speed;

    private Lane(double speed) {
      this.speed = speed;
    }

    /** Makes it hardly go on from here to the end of the run. */
    void stall() {
      stalled = true;
    }
  }

  /**
   * One thing that may happen now.
   *
   * @param lane what it is a step of
   * @param likelihood how likely it is, if its lane is neither fast nor slow
   */
  record Action(Lane lane, double likelihood, Runnable step) {
    Action(Lane lane, Runnable step) {
      this(lane, 1, step);
    }

    static Action rare(Lane lane, Runnable step) {
      return new Action(lane, RARE, step);
    }
  }

  private static final double RARE = 0.003;
  private static final double[] SPEEDS = {0, 0.03, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3};
  private static final double CHANGE = 0.02;
  private static final double STALLED = 0.01;

  private static final double BURST = 0.75;
  private static final double FAVOUR = 100;

  private final Random random;
  private @Nullable Lane latest;

  SimSchedule(Random random) {
    this.random = random;
  }

  Lane lane() {
    return new Lane(speed());
  }

  void runOne(List<Action> possible) {
    if (random.nextDouble() < CHANGE) {
      possible.get(random.nextInt(possible.size())).lane().speed = speed();
    }
    boolean goesOn = random.nextDouble() < BURST;
    double total = 0;
    for (Action action : possible) {
      boolean favoured = goesOn && action.lane() == latest;
      total += weight(action) * (favoured ? FAVOUR : 1);
    }
    double pick = random.nextDouble() * total;
    for (Action action : possible) {
      boolean favoured = goesOn && action.lane() == latest;
      pick -= weight(action) * (favoured ? FAVOUR : 1);
      if (pick < 0) {
        latest = action.lane();
        action.step().run();
        return;
      }
    }
    possible.forEach(action -> action.lane().speed = speed());
  }

  private static double weight(Action action) {
    Lane lane = action.lane();
    return lane.speed * action.likelihood() * (lane.stalled ? STALLED : 1);
  }

  private double speed() {
    return SPEEDS[random.nextInt(SPEEDS.length)];
  }
}
