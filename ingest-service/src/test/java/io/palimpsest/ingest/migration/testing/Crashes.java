package io.palimpsest.ingest.migration.testing;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ends a runner of jobs at one of its writes, as a kill does: nothing of its own code runs after
 * that. Right before the write goes out, or right after it was applied. Remembers all writes. The
 * driver is given every listener there is.
 */
public class Crashes implements CommandListener {
  private static final Set<String> WRITES = Set.of("insert", "update", "delete", "findAndModify");
  private static final List<String> SEEN = new CopyOnWriteArrayList<>();
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static volatile boolean recording;
  private static volatile int at = -1;
  private static volatile boolean applied;
  private static volatile boolean fired;

  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Counts from now on the writes of runners, and records those of everybody. */
  public static void record() {
    at = -1;
    fired = false;
    COUNT.set(0);
    SEEN.clear();
    recording = true;
  }

  /** Kills at the write of that number, 0 for the first. */
  public static void killAt(int write, boolean afterwards) {
    record();
    applied = afterwards;
    at = write;
  }

  /** Whether it was killed. */
  public static boolean fired() {
    return fired;
  }

  /** Number of writes of runners. */
  public static int count() {
    return COUNT.get();
  }

  /** Collections that anybody wrote to, once for each write. */
  public static List<String> written() {
    return new ArrayList<>(SEEN);
  }

  /** Ends recording. */
  public static void stop() {
    at = -1;
    recording = false;
  }

  @Override
  public void commandStarted(CommandStartedEvent event) {
    if (recording && WRITES.contains(event.getCommandName())) {
      String name = event.getCommand().getString(event.getCommandName()).getValue();
      SEEN.add(event.getDatabaseName() + "." + name);
      if (isRunners(event.getDatabaseName()) && COUNT.getAndIncrement() == at) {
        fired = true;
        if (!applied) {
          throw new Killed();
        }
      }
    }
  }

  @Override
  public void commandSucceeded(CommandSucceededEvent event) {
    boolean reached = at >= 0 && COUNT.get() == at + 1;
    if (recording
        && applied
        && reached
        && WRITES.contains(event.getCommandName())
        && isRunners(event.getDatabaseName())) {
      COUNT.incrementAndGet();
      throw new Killed();
    }
  }

  /** What it writes of its own progress is kept elsewhere by the tests. */
  private static boolean isRunners(String database) {
    return Thread.currentThread().getName().startsWith("jobs-") && !database.startsWith("runner_");
  }
}
