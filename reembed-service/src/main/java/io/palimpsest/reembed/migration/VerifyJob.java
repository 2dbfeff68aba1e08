package io.palimpsest.reembed.migration;

import io.palimpsest.fencing.Work;
import io.palimpsest.jobs.Hold;
import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.Lap;
import io.palimpsest.reembed.fence.Admissions;
import io.palimpsest.reembed.repair.Finding;
import io.palimpsest.reembed.repair.Findings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Compares the namespaces of a plan with what was made of them, one a lap. Writes no vector. */
final class VerifyJob extends MoveJob {
  static final String NAME = "namespaces-verify";
  private final Comparison comparison;
  private final Findings findings;
  private final Admissions admissions;

  VerifyJob(
      Plans plans,
      Moves moves,
      Comparison comparison,
      Findings findings,
      Admissions admissions,
      MoveNews news) {
    super(plans, moves, news, "verify");
    this.comparison = comparison;
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
    int at = job.cursor().isEmpty() ? 0 : Integer.parseInt(job.cursor());
    if (at >= all.size()) {
      return new Lap(job.cursor(), 0, OptionalLong.of(all.size()), 0, Map.of(), true);
    }
    MoveState state = all.get(at);
    Comparison.Result result = comparison.of(state, job.id(), hold);
    keep(job, state, result);
    if (at + 1 == all.size()) {
      news.verified(job, moves(job));
    }
    return new Lap(
        Integer.toString(at + 1),
        1,
        OptionalLong.of(all.size()),
        result.verified().vectors(),
        Map.of(
            "vectors",
            result.verified().vectors(),
            "missing",
            result.verified().missing(),
            "extra",
            result.verified().extra(),
            "different",
            result.verified().different()),
        at + 1 == all.size());
  }

  private void keep(Job job, MoveState state, Comparison.Result result)
      throws InterruptedException {
    Optional<Work> admitted = admissions.admitAll(state.move().uids());
    if (admitted.isEmpty()) {
      return;
    }
    try (Work work = admitted.get()) {
      findings.put(
          job.id(),
          state.verified().map(MoveState.Verified::job),
          result.differences().stream()
              .map(
                  one ->
                      new Finding(
                          "migration." + one.kind(),
                          state.move().target(),
                          one.id(),
                          state.move().uids()))
              .toList(),
          work);
      moves.verified(state.move().namespace(), result.verified(), work);
    }
  }
}
