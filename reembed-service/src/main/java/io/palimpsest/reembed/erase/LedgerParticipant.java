package io.palimpsest.reembed.erase;

import io.palimpsest.event.ErasureTask;
import io.palimpsest.fencing.Work;
import io.palimpsest.reembed.ledger.ScopeRows;
import java.util.List;

/** {@code reembed.ledger}: what is kept beside the rows, then the rows, which may lead there. */
final class LedgerParticipant implements Participant {
  private static final String METHOD = "delete_by_uid";
  private final ScopeRows rows;
  private final List<Kept> kept;

  LedgerParticipant(ScopeRows rows, List<Kept> kept) {
    this.rows = rows;
    this.kept = kept;
  }

  @Override
  public String name() {
    return "reembed.ledger";
  }

  @Override
  public Account count(ErasureTask task) {
    long found = found(task);
    return new Account(found, 0, found, METHOD, "count:" + found);
  }

  @Override
  public Account erase(ErasureTask task, Works works) throws InterruptedException {
    long before = found(task);
    StringBuilder evidence = new StringBuilder();
    long deleted = 0;
    for (Kept one : kept) {
      long gone = delete(one, task, works);
      deleted += gone;
      evidence.append(' ').append(one.name()).append(':').append(gone);
    }
    long ofRows;
    try (Work work = works.admit()) {
      ofRows = rows.delete(task.getUids(), work);
    }
    deleted += ofRows;
    long left = found(task);
    return new Account(before, deleted, left, METHOD, "rows:" + ofRows + evidence.toString());
  }

  @Override
  public Account verify(ErasureTask task) {
    return count(task);
  }

  private static long delete(Kept kept, ErasureTask task, Works works) throws InterruptedException {
    try (Work work = works.admit()) {
      return kept.delete(task.getUids(), work);
    }
  }

  private long found(ErasureTask task) {
    return rows.count(task.getUids())
        + kept.stream().mapToLong(one -> one.count(task.getUids())).sum();
  }
}
