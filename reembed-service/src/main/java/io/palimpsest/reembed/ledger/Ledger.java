package io.palimpsest.reembed.ledger;

import io.palimpsest.fencing.Work;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The rows. Calls block; errors are {@link LedgerUnavailableException}. Thread-safe. */
public interface Ledger {
  /** The rows with these keys that exist. */
  Map<RowKey, LedgerRow> read(Collection<RowKey> keys);

  /**
   * Puts each row in place of the version before it, all in one request; a row that has moved on is
   * left alone.
   *
   * @param rows each with the version that it is to have, 1 for a new row
   * @param work the request is announced to it
   * @return what became of each; on a throw any of them may have been put
   */
  Map<RowKey, Swap> swap(List<LedgerRow> rows, Work work);

  /** What is known of vectors that were copied in. */
  Adoption adoption();
}
