package io.palimpsest.reembed.erase;

import io.palimpsest.event.ErasureTask;
import io.palimpsest.fencing.Work;
import io.palimpsest.reembed.ledger.ScopeRows;
import java.util.List;

/** {@code reembed.ledger}: rows, and what is kept beside them. */
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
  public Finding count(ErasureTask task) {
    long found = found(task);
    return new Finding(found, 0, found, METHOD, "count:" + found);
  }

  @Override
  public Finding erase(ErasureTask task, Works works) throws InterruptedException {
    long deleted;
    try (Work work = works.admit()) {
      deleted = rows.delete(task.getUids(), work);
    }
    StringBuilder evidence = new StringBuilder("rows:").append(deleted);
    for (Kept one : kept) {
      long gone = delete(one, task, works);
      deleted += gone;
      evidence.append(' ').append(one.name()).append(':').append(gone);
    }
    long left = found(task);
    return new Finding(deleted + left, deleted, left, METHOD, evidence.toString());
  }

  @Override
  public Finding verify(ErasureTask task) {
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
