package io.palimpsest.reembed.repair;

import io.palimpsest.fencing.Work;
import io.palimpsest.reembed.change.Entity;
import io.palimpsest.reembed.fence.Admissions;
import io.palimpsest.reembed.fence.Admissions.Admitted;
import io.palimpsest.reembed.ledger.LedgerRow;
import io.palimpsest.reembed.ledger.Rendering;
import io.palimpsest.reembed.ledger.ScopeRows;
import java.util.List;
import java.util.Optional;

/**
 * Rows that keep a place in the ledger while an orphan of nobody is deleted there. As long as one
 * stands, no entity of that id can be written, so the delete never meets a live vector; it is taken
 * away right after. What a crash left standing is taken up by the same job.
 */
final class Caretakers {
  private static final String MARK = "reconcile";
  private final Admissions admissions;
  private final ScopeRows rows;

  Caretakers(Admissions admissions, ScopeRows rows) {
    this.admissions = admissions;
    this.rows = rows;
  }

  /** The row before it exists. */
  static LedgerRow of(Home home, Entity entity, String target) {
    LedgerRow unknown = LedgerRow.unknown(target, entity, new Rendering(home.name(), "", MARK));
    return new LedgerRow(
        unknown.key(),
        entity,
        0,
        0,
        true,
        unknown.rendering(),
        "",
        "",
        List.of(),
        Optional.empty());
  }

  static boolean isOne(LedgerRow row) {
    return row.deleted() && row.revision() == 0 && row.rendering().chunker().equals(MARK);
  }

  /** Takes it away, if it is still as it was read. */
  void leave(LedgerRow row) throws InterruptedException {
    Admitted<LedgerRow> admitted = admissions.admit(List.of(row), LedgerRow::entity);
    try (Work work = admitted.work()) {
      for (LedgerRow one : admitted.admitted()) {
        rows.drop(one, work);
      }
    }
  }
}
