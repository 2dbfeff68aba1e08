package io.palimpsest.reembed.repair;

import io.palimpsest.jobs.Hold;
import io.palimpsest.reembed.change.Lane;
import io.palimpsest.reembed.index.Outcome;
import io.palimpsest.reembed.intake.ChangeScan;
import io.palimpsest.reembed.intake.ChangeScan.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Puts changes of the past to work, in the lane behind everything else, and waits for them. */
public final class Refeed {
  private static final int AT_ONCE = 64;
  private static final Duration GLANCE = Duration.ofMillis(200);
  private final ChangeDoor door;

  /**
   * @param door takes changes to work
   */
  public Refeed(ChangeDoor door) {
    this.door = door;
  }

  /** Where changes are put to work. */
  @FunctionalInterface
  public interface ChangeDoor {
    /** Puts a change to work; the future says how it ended. */
    CompletableFuture<Outcome.Final> submit(Seen seen, Lane lane);
  }

  /** The newest of each entity. */
  public static Collection<Seen> newest(List<Seen> seen) {
    Map<UUID, Seen> newest = new LinkedHashMap<>();
    for (Seen one : seen) {
      newest.merge(
          one.change().entity().uid(),
          one,
          (some, other) -> other.change().revision() >= some.change().revision() ? other : some);
    }
    return newest.values();
  }

  /** Puts them to work, a few at a time; returns how many ended in which way. */
  public Map<String, Long> feed(Collection<Seen> seen, Hold hold) throws InterruptedException {
    Map<String, Long> ended = new HashMap<>();
    List<CompletableFuture<Outcome.Final>> running = new ArrayList<>();
    for (ChangeScan.Seen one : seen) {
      hold.check();
      running.add(door.submit(one, Lane.BACKFILL));
      if (running.size() == AT_ONCE) {
        count(running, hold, ended);
      }
    }
    count(running, hold, ended);
    return ended;
  }

  private static void count(
      List<CompletableFuture<Outcome.Final>> running, Hold hold, Map<String, Long> ended)
      throws InterruptedException {
    for (CompletableFuture<Outcome.Final> one : running) {
      ended.merge(
          await(one, hold).getClass().getSimpleName().toLowerCase(Locale.ROOT), 1L, Long::sum);
    }
    running.clear();
  }

  private static Outcome.Final await(CompletableFuture<Outcome.Final> one, Hold hold)
      throws InterruptedException {
    while (true) {
      hold.check();
      try {
        return one.get(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        hold.check();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a change was not worked on", e.getCause());
      }
    }
  }
}
