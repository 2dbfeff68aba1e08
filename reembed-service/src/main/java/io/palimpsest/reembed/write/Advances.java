package io.palimpsest.reembed.write;

import io.palimpsest.fencing.DeadlinePassedException;
import io.palimpsest.fencing.Work;
import io.palimpsest.reembed.ledger.Ledger;
import io.palimpsest.reembed.ledger.LedgerRow;
import io.palimpsest.reembed.ledger.LedgerUnavailableException;
import io.palimpsest.reembed.ledger.RowKey;
import io.palimpsest.reembed.write.Admissions.Admitted;
import io.palimpsest.reembed.write.Admissions.UnleasedException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Moves rows on whose vectors need nothing. */
final class Advances {
  private final Ledger ledger;
  private final Admissions admissions;
  private final Step steps;

  Advances(Ledger ledger, Admissions admissions, Step steps) {
    this.ledger = ledger;
    this.admissions = admissions;
    this.steps = steps;
  }

  /**
   * @param rows each with the version that was read
   */
  Map<RowKey, Written> put(List<LedgerRow> rows) throws InterruptedException {
    Map<RowKey, Written> outcomes = new HashMap<>();
    if (rows.isEmpty()) {
      return outcomes;
    }
    steps.before(Step.Name.CLOSE);
    try {
      Admitted<LedgerRow> all = admissions.admit(rows, LedgerRow::entity);
      all.fenced().forEach((row, uid) -> outcomes.put(row.key(), new Written.Fenced(uid)));
      put(all, outcomes);
    } catch (UnleasedException e) {
      fill(rows, new Written.Unfinished("fence.no_lease", Duration.ZERO), outcomes);
    } catch (DeadlinePassedException | LedgerUnavailableException e) {
      fill(rows, new Written.Unfinished("ledger.unavailable", Duration.ZERO), outcomes);
    }
    return outcomes;
  }

  private void put(Admitted<LedgerRow> all, Map<RowKey, Written> outcomes) {
    try (Work work = all.work()) {
      Set<RowKey> won =
          ledger.swap(
              all.admitted().stream().map(row -> row.atVersion(row.version() + 1)).toList(), work);
      for (LedgerRow row : all.admitted()) {
        boolean put = won.contains(row.key());
        outcomes.put(row.key(), put ? new Written.Done(OptionalLong.empty()) : new Written.Lost());
      }
    }
  }

  private static void fill(List<LedgerRow> rows, Written outcome, Map<RowKey, Written> outcomes) {
    rows.forEach(row -> outcomes.putIfAbsent(row.key(), outcome));
  }
}
