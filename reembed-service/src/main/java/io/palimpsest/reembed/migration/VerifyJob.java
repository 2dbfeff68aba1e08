package io.palimpsest.reembed.migration;

import io.palimpsest.jobs.Hold;
import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.Lap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Compares the namespaces of a plan with what was made of them, one a lap. Writes no vector. */
final class VerifyJob extends MoveJob {
  static final String NAME = "namespaces-verify";
  private final Verifying verifying;

  VerifyJob(Plans plans, Moves moves, Verifying verifying, MoveNews news) {
    super(plans, moves, news, "verify");
    this.verifying = verifying;
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
    MoveState.Verified seen = verifying.verify(state, job.id(), hold);
    if (at + 1 == all.size()) {
      news.verified(job, moves(job));
    }
    return new Lap(
        Integer.toString(at + 1),
        1,
        OptionalLong.of(all.size()),
        seen.vectors(),
        Map.of(
            "vectors",
            seen.vectors(),
            "missing",
            seen.missing(),
            "extra",
            seen.extra(),
            "different",
            seen.different()),
        at + 1 == all.size());
  }
}
