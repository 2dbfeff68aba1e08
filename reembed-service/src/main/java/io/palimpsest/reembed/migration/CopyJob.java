package io.palimpsest.reembed.migration;

import io.palimpsest.fencing.Work;
import io.palimpsest.jobs.Hold;
import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.Lap;
import io.palimpsest.reembed.fence.Admissions;
import io.palimpsest.reembed.ledger.Adoption;
import io.palimpsest.reembed.migration.Adopting.Verdict;
import io.palimpsest.reembed.migration.CopyPlan.Move;
import io.palimpsest.reembed.repair.Finding;
import io.palimpsest.reembed.repair.Findings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Copies the namespaces of a plan, a page a lap. How far a namespace is stands in its move, beside
 * the names that belong to it; what the job keeps is counted from there, so that no crash counts
 * anything twice.
 */
final class CopyJob extends MoveJob {
  static final String NAME = "namespaces-copy";
  private static final String BEGUN = "begun";
  private final CopyPage page;
  private final Home home;
  private final Findings findings;
  private final Admissions admissions;

  CopyJob(
      Plans plans,
      Moves moves,
      CopyPage page,
      Home home,
      Findings findings,
      Admissions admissions,
      MoveNews news) {
    super(plans, moves, news, "copy");
    this.page = page;
    this.home = home;
    this.findings = findings;
    this.admissions = admissions;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  Lap piece(Job job, Hold hold) throws InterruptedException {
    List<MoveState> all = moves(job);
    if (job.cursor().isEmpty()) {
      begin(all, hold);
      return lap(job, all, 0, Map.of(), false);
    }
    Optional<MoveState> next =
        all.stream()
            .filter(one -> !one.copied().done())
            .filter(one -> !admissions.anyFenced(one.move().uids()))
            .findFirst();
    if (next.isEmpty()) {
      return lap(job, all, 0, Map.of(), true);
    }
    Optional<CopyPage.Done> done = page.copy(next.get(), hold);
    if (done.isEmpty()) {
      return lap(job, all, 0, Map.of("fenced", 1L), false);
    }
    report(job.id(), next.get().move(), done.get().stays());
    return lap(job, moves(job), done.get().looked(), Map.of("pages", 1L), false);
  }

  /** From here on everybody knows where copied vectors may be met. */
  private void begin(List<MoveState> all, Hold hold) throws InterruptedException {
    for (MoveState one : all) {
      Optional<Work> admitted = admissions.admitAll(one.move().uids());
      if (admitted.isPresent()) {
        try (Work work = admitted.get()) {
          home.adopted().expect(home.place(one.move()), one.move().uids(), work);
        }
      }
    }
    hold.pause(Adoption.settling());
  }

  private void report(UUID job, Move move, List<Verdict.Stays> stays) throws InterruptedException {
    if (stays.isEmpty()) {
      return;
    }
    Optional<Work> admitted = admissions.admitAll(move.uids());
    if (admitted.isPresent()) {
      try (Work work = admitted.get()) {
        findings.put(
            job,
            stays.stream()
                .map(
                    one ->
                        new Finding(
                            "rejected." + one.reason(), move.namespace(), one.id(), move.uids()))
                .toList(),
            work);
      }
    }
  }

  private static Lap lap(
      Job job, List<MoveState> all, long work, Map<String, Long> counts, boolean finished) {
    long looked = all.stream().mapToLong(one -> one.copied().looked()).sum();
    long planned = all.stream().mapToLong(one -> one.move().vectors()).sum();
    return new Lap(
        BEGUN,
        looked - job.progress().done(),
        OptionalLong.of(Math.max(planned, looked)),
        work,
        counts,
        finished);
  }
}
