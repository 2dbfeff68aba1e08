package io.palimpsest.reembed.index;

import io.palimpsest.reembed.ledger.LedgerRow;
import java.util.List;

/** What is to be done for one change. */
public sealed interface Plan {
  /**
   * Nothing: the ledger is as new as the event, or newer.
   *
   * @param revision revision of the ledger
   */
  record Drop(long revision) implements Plan {}

  /**
   * The vectors are what they should be: only the ledger moves on.
   *
   * @param after the row to be put
   */
  record Advance(LedgerRow after) implements Plan {}

  /**
   * Vectors are written first, then deleted, then the ledger moves on.
   *
   * @param before the row that was read
   * @param embed vectors whose values come from the model, or its cache
   * @param rewrite vectors that keep their values and get other metadata
   * @param remove ids to be deleted
   * @param kept vectors that are left alone
   * @param after the row to be put at the end, without an intent; its version is that of {@code
   *     before} and is raised by whoever puts it
   */
  record Replace(
      LedgerRow before,
      List<Piece> embed,
      List<Piece> rewrite,
      List<String> remove,
      int kept,
      LedgerRow after)
      implements Plan {
    /** Copies the lists. */
    public Replace {
      embed = List.copyOf(embed);
      rewrite = List.copyOf(rewrite);
      remove = List.copyOf(remove);
    }
  }
}
