package io.palimpsest.local.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * How often a part was started again after it had ended by itself, and whether it will be once
 * more.
 *
 * @param count restarts since the stack was started
 * @param recent when the last ones were, those within {@link #WITHIN} alone
 * @param stage what becomes of it
 */
public record Restarts(int count, List<Instant> recent, Stage stage) {
  /** As many restarts within {@link #WITHIN}; a part that ends once more is given up. */
  public static final int MOST = 5;

  /** The time that {@link #MOST} counts in: who ends once a day is started again for ever. */
  public static final Duration WITHIN = Duration.ofMinutes(10);

  /** A part that was never started again. */
  public static final Restarts NONE = new Restarts(0, List.of(), Stage.RUNNING);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  /** What becomes of a part. */
  public enum Stage {
    /** It runs, as far as is known. */
    RUNNING,
    /** It has ended, and is being started again. */
    STARTING,
    /** It ended too often, and stays ended. */
    GIVEN_UP
  }

  public Restarts {
    recent = List.copyOf(recent);
  }

  /** It has ended, or could not be started. */
  Restarts ended(Instant now) {
    List<Instant> counting = recent.stream().filter(now.minus(WITHIN)::isBefore).toList();
    return counting.size() < MOST
        ? new Restarts(
            count + 1, Stream.concat(counting.stream(), Stream.of(now)).toList(), Stage.STARTING)
        : new Restarts(count, counting, Stage.GIVEN_UP);
  }

  /** It is ready again. */
  Restarts ready() {
    return new Restarts(count, recent, Stage.RUNNING);
  }

  /** How long to wait before the start: not at all at first, then longer each time. */
  Duration pause() {
    return recent.size() < 2 ? Duration.ZERO : FIRST_PAUSE.multipliedBy(1L << (recent.size() - 2));
  }
}
