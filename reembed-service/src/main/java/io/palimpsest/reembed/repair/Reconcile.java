package io.palimpsest.reembed.repair;

import io.palimpsest.jobs.Hold;
import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.JobKind;
import io.palimpsest.jobs.Lap;
import io.palimpsest.reembed.change.NamedTenant;
import io.palimpsest.reembed.fence.Admissions;
import io.palimpsest.reembed.intake.ChangeScan;
import io.palimpsest.reembed.intake.ScanPlace;
import io.palimpsest.reembed.ledger.IntentWatch;
import io.palimpsest.tenancy.Registry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * Compares ledger and store, namespace by namespace, in each target that a tenant's changes go to:
 * first what the store has and the ledger does not, then what the ledger says and the store does
 * not bear out. With {@code repair} orphans are deleted, and what drifted is embedded again from
 * its newest event.
 */
public final class Reconcile implements JobKind {
  /** Its name, as operators say it. */
  public static final String NAME = "reconcile";

  private static final String ERASED = "erased";
  private static final int PAGE = 500;
  private final List<Spot.Part> parts;
  private final Written written;
  private final Coverage coverage;
  private final Homes homes;
  private final Findings findings;
  private final Reporting report;
  private final ChangeScan scan;
  private final Refeed refeed;
  private final NamedTenant tenants;

  /**
   * @param sides all targets
   * @param written which of them a tenant's changes go to
   * @param coverage takes how much is as it should be
   * @param registry the tenants
   * @param admissions the fence
   * @param watch remembers open intents, for everybody in this process
   * @param findings keeps what is found
   * @param scan reads the change topics
   * @param refeed puts changes to work
   */
  public Reconcile(
      List<Repairable> sides,
      Written written,
      Coverage coverage,
      Registry registry,
      Admissions admissions,
      IntentWatch watch,
      Findings findings,
      ChangeScan scan,
      Refeed refeed) {
    this.parts = sides.stream().map(side -> Spot.Part.of(side, admissions, watch)).toList();
    this.written = written;
    this.coverage = coverage;
    this.homes = new Homes(registry, admissions::anyFenced);
    this.findings = findings;
    this.report = new Reporting(findings, admissions);
    this.scan = scan;
    this.refeed = refeed;
    this.tenants = new NamedTenant(registry);
  }

  /** Which targets there are to be compared: what a route has left is not kept up any more. */
  @FunctionalInterface
  public interface Written {
    /** Whether the changes of a tenant go to a target. */
    boolean goesTo(UUID tenant, String target);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, String> parameters(Map<String, String> given) {
    return Parameters.of(given, tenants, "repair");
  }

  /**
   * A reconcile that is told of an erased admission whose name was given back: nobody else deletes
   * what came back of it any more, and as long as a row of it stands the present admission has no
   * place. What is fenced and not told of here is left alone, because its erasure may wait for a
   * hold.
   *
   * @param reconcile the kind itself
   */
  public static JobKind afterLeaveFor(UUID erased, JobKind reconcile) {
    return new JobKind() {
      @Override
      public String name() {
        return reconcile.name();
      }

      @Override
      public Map<String, String> parameters(Map<String, String> given) {
        Map<String, String> parameters = new HashMap<>(reconcile.parameters(given));
        parameters.put(ERASED, erased.toString());
        return parameters;
      }

      @Override
      public Lap lap(Job job, Hold hold) throws InterruptedException {
        return reconcile.lap(job, hold);
      }
    };
  }

  @Override
  public Lap lap(Job job, Hold hold) throws InterruptedException {
    return switch (Cursor.parse(job.cursor())) {
      case Cursor.Store store -> store(job, store, hold);
      case Cursor.Rows at -> rows(job, at, hold);
      case Cursor.Feed feed -> feed(job, feed, hold);
    };
  }

  private Lap store(Job job, Cursor.Store place, Hold hold) throws InterruptedException {
    List<Spot> all = spots(job);
    Optional<Spot> spot =
        all.stream().filter(one -> one.name().compareTo(place.namespace()) >= 0).findFirst();
    if (spot.isEmpty()) {
      return new Lap(
          new Cursor.Feed(ScanPlace.START).toString(),
          0,
          OptionalLong.of(all.size()),
          0,
          Map.of(),
          !repairs(job));
    }
    Home home = spot.get().home();
    Orphans.Found found = spot.get().at().orphans().find(home, hold);
    report(job, home, found);
    Map<String, Long> counts = new HashMap<>();
    counts.put("vectors", found.vectors());
    counts.put(Drift.ORPHAN.code(), (long) found.orphans().size());
    if (repairs(job)) {
      counts.put("orphans_removed", spot.get().at().repairs().remove(home, found.orphans(), hold));
    }
    return new Lap(
        Cursor.Rows.begin(spot.get().name()).toString(),
        0,
        OptionalLong.of(all.size()),
        found.vectors(),
        counts,
        false);
  }

  /** The namespaces in the targets that their tenants' changes go to, in order of their names. */
  private List<Spot> spots(Job job) {
    List<Spot> spots = new ArrayList<>();
    for (Home home : homes.of(Parameters.tenant(job.parameters()))) {
      for (Spot.Part part : parts) {
        if (written.goesTo(home.uids().getFirst(), part.target().name())) {
          spots.add(new Spot(home, part));
        }
      }
    }
    spots.sort(Comparator.comparing(Spot::name));
    return spots;
  }

  private Lap rows(Job job, Cursor.Rows place, Hold hold) throws InterruptedException {
    Optional<Spot> spot =
        spots(job).stream().filter(one -> one.name().equals(place.namespace())).findFirst();
    if (spot.isEmpty()) {
      return nextNamespace(place);
    }
    Home home = spot.get().home();
    Spot.Part at = spot.get().at();
    Rows.Found found = at.rows().find(home, place, hold);
    if (found.rows().isEmpty()) {
      coverage.measured(
          new Coverage.Measure(
              job.id(), home.uids(), at.target().name(), place.expected(), place.drifted()));
      return nextNamespace(place);
    }
    report(job, home, found.drifted());
    Map<String, Long> counts = counts(found);
    if (repairs(job)) {
      at.repairs().clear(home, found.rows(), hold);
      counts.put("erased_removed", at.repairs().bury(home, found.rows(), erased(job), hold));
      counts.put("rows_due", (long) at.repairs().makeDue(found.drifted()));
    }
    return new Lap(
        place.on(found).toString(), 0, OptionalLong.empty(), found.vectors(), counts, false);
  }

  private static Lap nextNamespace(Cursor.Rows place) {
    return new Lap(
        new Cursor.Store(place.namespace() + ' ').toString(),
        1,
        OptionalLong.empty(),
        0,
        Map.of(),
        false);
  }

  private Lap feed(Job job, Cursor.Feed place, Hold hold) throws InterruptedException {
    Set<UUID> due = findings.entities(job.id(), Drift.ORPHAN.code());
    if (due.isEmpty()) {
      return new Lap(place.toString(), 0, OptionalLong.empty(), 0, Map.of(), true);
    }
    ChangeScan.Page page = scan.read(place.at(), PAGE);
    List<ChangeScan.Seen> wanted =
        page.seen().stream().filter(seen -> due.contains(seen.change().entity().uid())).toList();
    Map<String, Long> counts = new HashMap<>();
    refeed
        .feed(Refeed.newest(wanted), hold)
        .forEach((outcome, count) -> counts.put("entities_" + outcome, count));
    return new Lap(
        page.next().map(next -> new Cursor.Feed(next).toString()).orElse(place.toString()),
        0,
        OptionalLong.empty(),
        wanted.size(),
        counts,
        page.next().isEmpty());
  }

  private void report(Job job, Home home, Orphans.Found found) throws InterruptedException {
    List<Finding> all = new ArrayList<>();
    found
        .orphans()
        .forEach(
            (id, row) ->
                all.add(
                    new Finding(
                        Drift.ORPHAN.code(),
                        home.name(),
                        id,
                        row.map(owner -> owner.entity().uids()).orElse(home.uids()))));
    report.put(job.id(), all);
  }

  private void report(Job job, Home home, List<Rows.Drifted> drifted) throws InterruptedException {
    List<Finding> all = new ArrayList<>();
    for (Rows.Drifted one : drifted) {
      List<UUID> uids = one.row().entity().uids();
      one.drift().forEach((id, what) -> all.add(new Finding(what.code(), home.name(), id, uids)));
      if (one.drift().isEmpty()) {
        all.add(new Finding(Drift.UNFINISHED.code(), home.name(), "", uids));
      }
    }
    report.put(job.id(), all);
  }

  private static Map<String, Long> counts(Rows.Found found) {
    Map<String, Long> counts = new HashMap<>();
    counts.put("rows", (long) found.rows().size());
    counts.put("expected", found.vectors());
    for (Rows.Drifted one : found.drifted()) {
      one.drift().values().forEach(what -> counts.merge(what.code(), 1L, Long::sum));
      if (one.drift().isEmpty()) {
        counts.merge(Drift.UNFINISHED.code(), 1L, Long::sum);
      }
    }
    return counts;
  }

  private static Optional<UUID> erased(Job job) {
    return Optional.ofNullable(job.parameters().get(ERASED)).map(UUID::fromString);
  }

  private static boolean repairs(Job job) {
    return Parameters.flag(job.parameters(), "repair");
  }
}
