package io.palimpsest.reembed.index;

import io.palimpsest.fencing.DeadlinePassedException;
import io.palimpsest.fencing.Work;
import io.palimpsest.reembed.fence.Admissions;
import io.palimpsest.reembed.fence.Admissions.Admitted;
import io.palimpsest.reembed.fence.Admissions.UnleasedException;
import io.palimpsest.reembed.ledger.Ledger;
import io.palimpsest.reembed.ledger.LedgerRow;
import io.palimpsest.reembed.ledger.LedgerUnavailableException;
import io.palimpsest.reembed.ledger.RowKey;
import io.palimpsest.reembed.ledger.Swap;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

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
    } catch (DeadlinePassedException e) {
      fill(rows, new Written.Unfinished("ledger.deadline", Duration.ZERO), outcomes);
    } catch (LedgerUnavailableException e) {
      fill(rows, new Written.Unfinished(e.reason(), Duration.ZERO), outcomes);
    }
    return outcomes;
  }

  private void put(Admitted<LedgerRow> all, Map<RowKey, Written> outcomes) {
    try (Work work = all.work()) {
      ledger
          .swap(all.admitted().stream().map(row -> row.atVersion(row.version() + 1)).toList(), work)
          .forEach((key, swap) -> outcomes.put(key, written(swap)));
    }
  }

  private Written written(Swap swap) {
    return switch (swap) {
      case PUT -> new Written.Done(OptionalLong.empty());
      case MOVED_ON -> new Written.Lost();
      case TAKEN -> new Written.Unfinished("ledger.taken", admissions.waitForIntent());
    };
  }

  private static void fill(List<LedgerRow> rows, Written outcome, Map<RowKey, Written> outcomes) {
    rows.forEach(row -> outcomes.putIfAbsent(row.key(), outcome));
  }
}
