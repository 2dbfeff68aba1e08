package io.palimpsest.reembed.route;

import io.palimpsest.fencing.Ticker;
import io.palimpsest.reembed.index.Batches;
import io.palimpsest.reembed.index.Outcome;
import io.palimpsest.reembed.index.Task;
import io.palimpsest.reembed.ledger.LedgerUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes tasks to the targets of their tenants' routes: to the one that answers first, whose outcome
 * counts; then to the one that is written too. What that one does not take is noted before the task
 * is over, so that a second index that is down stops nobody and forgets nothing. Tasks whose route
 * moved meanwhile are done again before anything of them is told.
 */
public final class RoutedBatches implements Batches {
  private static final Outcome MOVED = new Outcome.Later("route.moved", Duration.ZERO);
  private final Map<String, Batches> targets;
  private final String home;
  private final RouteView routes;
  private final Debts debts;
  private final Map<String, SecondSide> seconds;

  /**
   * @param targets pipelines by name of their target
   * @param home target of tenants without a route
   * @param routes where tenants are
   * @param debts notes what the second side lacks
   * @param rules how long a second side is tried, and left alone
   * @param ticker this process's clock
   */
  public RoutedBatches(
      Map<String, Batches> targets,
      String home,
      RouteView routes,
      Debts debts,
      SecondRules rules,
      Ticker ticker) {
    this.targets = Map.copyOf(targets);
    this.home = home;
    this.routes = routes;
    this.debts = debts;
    Map<String, SecondSide> sides = new HashMap<>();
    targets.forEach((name, batches) -> sides.put(name, new SecondSide(batches, rules, ticker)));
    this.seconds = Map.copyOf(sides);
  }

  /** Whether a target is left alone for a while, because it did not answer as a second side. */
  public boolean rests(String name) {
    SecondSide side = seconds.get(name);
    return side != null && side.rests();
  }

  @Override
  public Map<Task, Outcome> run(List<Task> tasks) throws InterruptedException {
    try {
      return routed(tasks);
    } catch (LedgerUnavailableException e) {
      Map<Task, Outcome> later = new LinkedHashMap<>();
      tasks.forEach(task -> later.put(task, new Outcome.Later(e.reason(), Duration.ZERO)));
      return later;
    }
  }

  private Map<Task, Outcome> routed(List<Task> tasks) throws InterruptedException {
    Map<String, List<Task>> first = new LinkedHashMap<>();
    Map<Task, String> second = new HashMap<>();
    Map<UUID, Route> taken = new HashMap<>();
    for (Task task : tasks) {
      Optional<Route> route = routes.forWriting(task.change().entity().tenant());
      route.ifPresent(one -> taken.put(one.tenant(), one));
      String answering = route.map(Route::answering).orElse(home);
      first.computeIfAbsent(answering, name -> new ArrayList<>()).add(task);
      route.flatMap(Route::alsoWritten).ifPresent(name -> second.put(task, name));
    }
    Map<Task, Outcome> outcomes = new LinkedHashMap<>();
    for (Map.Entry<String, List<Task>> group : first.entrySet()) {
      outcomes.putAll(target(group.getKey()).run(group.getValue()));
    }
    alsoWrite(second, outcomes);
    putOff(routes.moved(taken.values()), outcomes);
    return outcomes;
  }

  /** What became of changes whose route moved meanwhile is told when they were done again. */
  private static void putOff(Set<UUID> moved, Map<Task, Outcome> outcomes) {
    outcomes.replaceAll(
        (task, outcome) -> moved.contains(task.change().entity().tenant()) ? MOVED : outcome);
  }

  private void alsoWrite(Map<Task, String> second, Map<Task, Outcome> outcomes)
      throws InterruptedException {
    Map<String, List<Task>> groups = new LinkedHashMap<>();
    second.forEach(
        (task, name) -> {
          if (isWritten(outcomes.get(task))) {
            groups.computeIfAbsent(name, n -> new ArrayList<>()).add(task);
          }
        });
    for (Map.Entry<String, List<Task>> group : groups.entrySet()) {
      SecondSide side = seconds.get(group.getKey());
      settle(group.getValue(), side == null ? Map.of() : side.run(group.getValue()));
    }
  }

  private void settle(List<Task> tasks, Map<Task, Outcome> outcomes) {
    List<Task> owed = new ArrayList<>();
    List<Task> paid = new ArrayList<>();
    for (Task task : tasks) {
      (isWritten(outcomes.get(task)) ? paid : owed).add(task);
    }
    debts.note(owed);
    debts.paid(paid);
  }

  /** Whether a target is as new as the task, or needs nothing of it. */
  public static boolean isWritten(@Nullable Outcome outcome) {
    return switch (outcome) {
      case null -> false;
      case Outcome.Later later -> false;
      case Outcome.Parked parked -> false;
      case Outcome.Final end -> true;
    };
  }

  private Batches target(String name) {
    Batches target = targets.get(name);
    if (target == null) {
      throw new IllegalStateException("no target of this name: " + name);
    }
    return target;
  }
}
