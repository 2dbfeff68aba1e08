package io.palimpsest.reembed.repair;

import io.palimpsest.jobs.Hold;
import io.palimpsest.jobs.InvalidJobException;
import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.JobFailedException;
import io.palimpsest.jobs.JobKind;
import io.palimpsest.jobs.Lap;
import io.palimpsest.reembed.change.Entity;
import io.palimpsest.reembed.change.Lane;
import io.palimpsest.reembed.change.NamedTenant;
import io.palimpsest.reembed.index.Batches;
import io.palimpsest.reembed.index.Outcome;
import io.palimpsest.reembed.index.Task;
import io.palimpsest.reembed.intake.ChangeScan;
import io.palimpsest.reembed.intake.ScanPlace;
import io.palimpsest.reembed.ledger.Ledger;
import io.palimpsest.reembed.ledger.LedgerRow;
import io.palimpsest.reembed.ledger.RowKey;
import io.palimpsest.reembed.route.Debts;
import io.palimpsest.reembed.route.Route;
import io.palimpsest.reembed.route.RouteView;
import io.palimpsest.reembed.route.RoutedBatches;
import io.palimpsest.reembed.route.Routes;
import io.palimpsest.reembed.route.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Brings the side of a route that does not answer up to date: everything of the tenant is read
 * again and put to work there alone. Begins when every instance writes both sides, so that what is
 * not read here is written there.
 */
public final class Backfill implements JobKind {
  /** Its name, as operators say it. */
  public static final String NAME = "backfill";

  private static final String SINCE = "since";
  private static final int PAGE = 500;
  private static final int AT_ONCE = 16;
  private static final Duration LEAST_PAUSE = Duration.ofMillis(100);
  private final ChangeScan scan;
  private final Map<String, Batches> targets;
  private final Routes routes;
  private final RouteView view;
  private final Debts debts;
  private final Ledger ledger;
  private final NamedTenant tenants;

  /**
   * @param scan reads the change topics
   * @param targets pipelines by name of their target
   * @param routes where the route is, and where its end is noted
   * @param view says how soon every instance knows of a stage
   * @param debts what the side lacks
   * @param ledger what the other side has
   * @param tenants finds tenants by name
   */
  public Backfill(
      ChangeScan scan,
      Map<String, Batches> targets,
      Routes routes,
      RouteView view,
      Debts debts,
      Ledger ledger,
      NamedTenant tenants) {
    this.scan = scan;
    this.targets = Map.copyOf(targets);
    this.routes = routes;
    this.view = view;
    this.debts = debts;
    this.ledger = ledger;
    this.tenants = tenants;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, String> parameters(Map<String, String> given) {
    Map<String, String> parameters = Parameters.of(given, tenants, "again");
    UUID tenant =
        Parameters.tenant(parameters)
            .orElseThrow(() -> new InvalidJobException("parameters.tenant", "is given"));
    Route route =
        routes
            .find(tenant)
            .filter(known -> known.alsoWritten().isPresent())
            .orElseThrow(
                () ->
                    new InvalidJobException(
                        "parameters.tenant", "has a route that writes two targets"));
    parameters.put(SINCE, Integer.toString(route.history().size()));
    return parameters;
  }

  @Override
  public String slot(Map<String, String> parameters) {
    return NAME + "/" + parameters.get("tenant");
  }

  @Override
  public Lap lap(Job job, Hold hold) throws InterruptedException {
    UUID tenant = Parameters.tenant(job.parameters()).orElseThrow();
    Route route = routes.find(tenant).orElseThrow(() -> new JobFailedException("route.none"));
    String target =
        route.alsoWritten().orElseThrow(() -> new JobFailedException("route.one_side_only"));
    if (wasLeft(route, Integer.parseInt(job.parameter(SINCE).orElse("0")))) {
      throw new JobFailedException("route.left_meanwhile");
    }
    if (job.cursor().isEmpty()) {
      hold.pause(view.settling());
    }
    ScanPlace place = ScanPlace.parse(job.cursor());
    ChangeScan.Page page = scan.read(place, PAGE);
    List<Task> tasks =
        Refeed.newest(page.seen()).stream()
            .filter(seen -> seen.change().entity().tenant().equals(tenant))
            .map(seen -> new Task(seen.change(), Lane.BACKFILL, seen.origin()))
            .toList();
    Map<String, Long> counts = work(tasks, route, target, hold);
    if (page.next().isEmpty()) {
      routes.backfilled(route);
    }
    return new Lap(
        page.next().map(ScanPlace::toString).orElse(""),
        page.next().filter(place::samePartition).isPresent() ? 0 : 1,
        OptionalLong.of(ScanPlace.PARTITIONS),
        tasks.size(),
        counts,
        page.next().isEmpty());
  }

  /** Whether the second side was not written for a while since the job was asked for. */
  private static boolean wasLeft(Route route, int since) {
    return route.history().size() < since
        || route.history().stream().skip(since).anyMatch(moved -> moved.stage() == Stage.OFF);
  }

  private Map<String, Long> work(List<Task> tasks, Route route, String target, Hold hold)
      throws InterruptedException {
    Batches batches = targets.get(target);
    if (batches == null) {
      throw new JobFailedException("route.no_such_target");
    }
    Map<String, Long> counts = new HashMap<>();
    for (int from = 0; from < tasks.size(); from += AT_ONCE) {
      List<Task> left = tasks.subList(from, Math.min(tasks.size(), from + AT_ONCE));
      while (!left.isEmpty()) {
        hold.check();
        left = attempt(batches, left, route, counts, hold);
      }
    }
    return counts;
  }

  /** What cannot be written to either side is owed to nobody. */
  private boolean answers(Route route, Entity entity) {
    RowKey key = new RowKey(entity.uid(), route.answering());
    LedgerRow row = ledger.read(List.of(key)).get(key);
    return row != null && !row.chunks().isEmpty();
  }

  /** Returns what has to be tried again. */
  private List<Task> attempt(
      Batches batches, List<Task> tasks, Route route, Map<String, Long> counts, Hold hold)
      throws InterruptedException {
    List<Task> again = new ArrayList<>();
    List<Task> paid = new ArrayList<>();
    List<Task> parked = new ArrayList<>();
    Duration pause = LEAST_PAUSE;
    for (Map.Entry<Task, Outcome> one : batches.run(tasks).entrySet()) {
      switch (one.getValue()) {
        case Outcome.Later later -> {
          again.add(one.getKey());
          pause = later.pause().compareTo(pause) > 0 ? later.pause() : pause;
        }
        case Outcome.Final end -> {
          String name = end.getClass().getSimpleName().toLowerCase(Locale.ROOT);
          counts.merge(name, 1L, Long::sum);
          (RoutedBatches.isWritten(end) ? paid : parked).add(one.getKey());
        }
      }
    }
    debts.paid(paid);
    debts.note(parked.stream().filter(task -> answers(route, task.change().entity())).toList());
    if (!again.isEmpty()) {
      hold.pause(pause);
    }
    return again;
  }
}
