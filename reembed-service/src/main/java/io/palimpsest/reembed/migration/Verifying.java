package io.palimpsest.reembed.migration;

import io.palimpsest.fencing.Work;
import io.palimpsest.jobs.Hold;
import io.palimpsest.reembed.fence.Admissions;
import io.palimpsest.reembed.migration.MoveState.Verified;
import io.palimpsest.reembed.repair.Finding;
import io.palimpsest.reembed.repair.Findings;
import java.util.Optional;
import java.util.UUID;

/** Compares a namespace with what was copied of it, and keeps what was seen. Writes no vector. */
final class Verifying {
  private final Comparison comparison;
  private final Findings findings;
  private final Moves moves;
  private final Admissions admissions;

  Verifying(Comparison comparison, Findings findings, Moves moves, Admissions admissions) {
    this.comparison = comparison;
    this.findings = findings;
    this.moves = moves;
    this.admissions = admissions;
  }

  /**
   * Durable on return, unless the twin is being erased.
   *
   * @param job id of the job that looks
   */
  Verified verify(MoveState state, UUID job, Hold hold) throws InterruptedException {
    Comparison.Result result = comparison.of(state, job, hold);
    Optional<Work> admitted = admissions.admitAll(state.move().uids());
    if (admitted.isPresent()) {
      try (Work work = admitted.get()) {
        keep(job, state, result, work);
      }
    }
    return result.verified();
  }

  private void keep(UUID job, MoveState state, Comparison.Result result, Work work) {
    findings.put(
        job,
        state.verified().map(Verified::job),
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
