package io.palimpsest.reembed.repair;

import io.palimpsest.jobs.Hold;
import io.palimpsest.jobs.InvalidJobException;
import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.JobKind;
import io.palimpsest.jobs.Lap;
import io.palimpsest.reembed.intake.ChangeScan;
import io.palimpsest.reembed.route.Debt;
import io.palimpsest.reembed.route.Debts;
import io.palimpsest.reembed.route.Route;
import io.palimpsest.reembed.route.RoutedBatches;
import io.palimpsest.reembed.route.Routes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Writes to second sides what they lack: each change is put to work once more, in the lane behind
 * everything else, so that it meets no other of its entity. Ends early when nothing can be paid,
 * because the side that lacks it does not answer yet.
 */
public final class Repay implements JobKind {
  /** Its name, as operators say it. */
  public static final String NAME = "repay";

  /** Count of what was paid. */
  static final String PAID = "paid";

  private static final int PAGE = 64;
  private final Debts debts;
  private final Routes routes;
  private final RoutedBatches batches;
  private final Owed owed;
  private final Refeed refeed;

  /**
   * @param debts what is lacking
   * @param routes where the routes are
   * @param batches knows which side does not answer
   * @param scan reads the change topics
   * @param refeed puts changes to work
   */
  public Repay(Debts debts, Routes routes, RoutedBatches batches, ChangeScan scan, Refeed refeed) {
    this.debts = debts;
    this.routes = routes;
    this.batches = batches;
    this.owed = new Owed(scan);
    this.refeed = refeed;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, String> parameters(Map<String, String> given) {
    if (!given.isEmpty()) {
      throw new InvalidJobException("parameters", "are none");
    }
    return Map.of();
  }

  @Override
  public Lap lap(Job job, Hold hold) throws InterruptedException {
    List<Debt> page = debts.page(job.cursor(), PAGE);
    if (page.isEmpty()) {
      return new Lap(job.cursor(), 0, OptionalLong.empty(), 0, Map.of(), true);
    }
    List<Debt> nobodys = new ArrayList<>();
    List<Debt> due = new ArrayList<>();
    boolean resting = false;
    for (Debt debt : page) {
      Optional<String> side = routes.find(debt.tenant()).flatMap(Route::alsoWritten);
      boolean rests = side.filter(batches::rests).isPresent();
      resting |= rests;
      if (side.isEmpty()) {
        nobodys.add(debt);
      } else if (!rests) {
        due.add(debt);
      }
    }
    Owed.Found found = owed.find(due, hold);
    debts.drop(nobodys);
    debts.drop(found.gone());
    Map<String, Long> counts = new HashMap<>();
    refeed
        .feed(found.changes(), hold)
        .forEach((outcome, count) -> counts.put("entities_" + outcome, count));
    long paid = page.size() - debts.count(page);
    counts.put(PAID, paid);
    boolean inVain = paid == 0 && (resting || due.stream().anyMatch(this::rests));
    return new Lap(
        page.getLast().entity().toString(),
        page.size(),
        OptionalLong.empty(),
        page.size(),
        counts,
        inVain);
  }

  private boolean rests(Debt debt) {
    return routes
        .find(debt.tenant())
        .flatMap(Route::alsoWritten)
        .filter(batches::rests)
        .isPresent();
  }
}
