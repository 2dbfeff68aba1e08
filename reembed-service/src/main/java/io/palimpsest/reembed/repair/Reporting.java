package io.palimpsest.reembed.repair;

import io.palimpsest.fencing.Work;
import io.palimpsest.reembed.fence.Admissions;
import io.palimpsest.reembed.fence.Admissions.Admitted;
import java.util.List;
import java.util.UUID;

/** Keeps findings of scopes that are not fenced: a finding names entities, and is content. */
final class Reporting {
  private final Findings findings;
  private final Admissions admissions;

  Reporting(Findings findings, Admissions admissions) {
    this.findings = findings;
    this.admissions = admissions;
  }

  /** Keeps them; what is of a fenced scope is left out. */
  void put(UUID job, List<Finding> found) throws InterruptedException {
    Admitted<Finding> admitted = admissions.admitBy(found, Finding::uids);
    try (Work work = admitted.work()) {
      findings.put(job, admitted.admitted(), work);
    }
  }
}
