package io.palimpsest.ingest.erase;

import io.palimpsest.fencing.ErasureAdmission;
import io.palimpsest.fencing.Warrant;
import io.palimpsest.fencing.Work;
import io.palimpsest.fencing.Writer;
import java.time.Duration;

/** Works under one warrant. */
final class AdmittedWorks implements Works {
  private final Writer writer;
  private final Warrant warrant;
  private final Duration patience;

  AdmittedWorks(Writer writer, Warrant warrant, Duration patience) {
    this.writer = writer;
    this.warrant = warrant;
    this.patience = patience;
  }

  @Override
  public Work admit() {
    ErasureAdmission admission = writer.admit(warrant);
    if (waits(admission)) {
      admission = writer.admit(warrant);
    }
    return switch (admission) {
      case ErasureAdmission.Admitted(Work work) -> work;
      case ErasureAdmission.Expired expired -> throw new ExpiredTaskException();
      case ErasureAdmission.Unfenced unfenced -> throw new UnfencedScopeException();
      case ErasureAdmission.Behind behind -> throw new RefusedTaskException("fence.behind");
      case ErasureAdmission.Unleased unleased -> throw new RefusedTaskException("fence.no_lease");
    };
  }

  /** Waits for what passes by itself; false where waiting does not help. */
  private boolean waits(ErasureAdmission admission) {
    try {
      return switch (admission) {
        case ErasureAdmission.Behind behind -> writer.awaitFences(warrant.fence(), patience);
        case ErasureAdmission.Unleased unleased -> writer.awaitLease(patience);
        case ErasureAdmission.Admitted admitted -> false;
        case ErasureAdmission.Expired expired -> false;
        case ErasureAdmission.Unfenced unfenced -> false;
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedTaskException("interrupted");
    }
  }
}
