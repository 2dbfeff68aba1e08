package io.palimpsest.reembed.erase;

import io.palimpsest.fencing.Fence;
import io.palimpsest.fencing.FencedStore;
import io.palimpsest.reembed.ledger.FenceMark;
import io.palimpsest.reembed.ledger.ScopeRows;
import java.util.List;
import java.util.UUID;

/** This service's database against the fences: the ledger, and what is kept beside it. */
public final class FencedRows implements FencedStore {
  /** In whose name is reported. */
  public static final String PARTICIPANT = "reembed.ledger";

  private final ScopeRows rows;
  private final List<Kept> kept;
  private final FenceMark mark;

  /**
   * @param rows the ledger
   * @param kept what is kept beside it
   * @param mark how far all of them are known to be free of what is fenced
   */
  public FencedRows(ScopeRows rows, List<Kept> kept, FenceMark mark) {
    this.rows = rows;
    this.kept = List.copyOf(kept);
    this.mark = mark;
  }

  @Override
  public long applied() {
    return mark.read();
  }

  @Override
  public void applied(long sequence) {
    mark.keep(sequence);
  }

  @Override
  public long count(Fence fence) {
    List<UUID> uids = List.of(fence.uid());
    return rows.count(uids) + kept.stream().mapToLong(one -> one.count(uids)).sum();
  }
}
