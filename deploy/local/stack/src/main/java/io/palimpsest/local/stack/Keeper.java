package io.palimpsest.local.stack;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Starts parts again that have ended by themselves, each with a growing pause, until {@link
 * Restarts} gives it up; and says so. Methods return at once, and may be called from any thread.
 */
public final class Keeper implements AutoCloseable {
  private static final long CLOSING_SECONDS = 10;

  /** Starts a part, and returns when it is ready; throws as {@link PartProcess#start} does. */
  interface Start {
    void start() throws InterruptedException;
  }

  /** Waits. */
  interface Pauses {
    void sleep(Duration time) throws InterruptedException;
  }

  private final Consumer<String> saying;
  private final Runnable changed;
  private final InstantSource clock;
  private final Pauses pauses;
  private final Map<String, Restarts> parts = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Keeper(Consumer<String> saying, Runnable changed, InstantSource clock, Pauses pauses) {
    this.saying = saying;
    this.changed = changed;
    this.clock = clock;
    this.pauses = pauses;
  }

  /**
   * Keeps the parts of which it hears.
   *
   * @param saying is told what happens, in a line or more
   * @param changed called after each change of what {@link #restarts} answers, on any thread
   */
  public static Keeper of(Consumer<String> saying, Runnable changed) {
    return new Keeper(saying, changed, InstantSource.system(), Thread::sleep);
  }

  /** A part has ended by itself. */
  public void died(PartProcess part, String message) {
    died(part.name(), part::start, message);
  }

  void died(String name, Start start, String message) {
    saying.accept(message);
    try {
      threads.execute(() -> bringBack(name, start));
    } catch (RejectedExecutionException closed) {
      saying.accept(name + " is not started again: the stack is ending");
    }
  }

  /** Restarts by part, of those that ended by themselves. */
  public Map<String, Restarts> restarts() {
    return Map.copyOf(parts);
  }

  private void bringBack(String name, Start start) {
    try {
      while (change(name, now -> now.ended(clock.instant())).stage() == Restarts.Stage.STARTING) {
        pauses.sleep(of(name).pause());
        if (isStarted(start)) {
          change(name, Restarts::ready);
          saying.accept("%s was started again (restart %d)".formatted(name, of(name).count()));
          return;
        }
      }
      saying.accept(
          "%s is given up: it was started again %d times within %d minutes"
              .formatted(name, Restarts.MOST, Restarts.WITHIN.toMinutes()));
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isStarted(Start start) throws InterruptedException {
    try {
      start.start();
      return true;
    } catch (StackException failed) {
      saying.accept(String.valueOf(failed.getMessage()));
      return false;
    }
  }

  private Restarts of(String name) {
    return parts.getOrDefault(name, Restarts.NONE);
  }

  private Restarts change(String name, UnaryOperator<Restarts> change) {
    Restarts after =
        parts.compute(name, (part, now) -> change.apply(now == null ? Restarts.NONE : now));
    changed.run();
    return after;
  }

  /** Starts nothing any more, and returns when what was being started has ended. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
        saying.accept("a part that was being started does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
