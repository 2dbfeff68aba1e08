package io.palimpsest.reembed.repair;

import io.palimpsest.reembed.ledger.ChunkRef;
import io.palimpsest.reembed.ledger.LedgerRow;
import io.palimpsest.vectorstore.Metadata;
import io.palimpsest.vectorstore.Ownership;
import io.palimpsest.vectorstore.StoredVector;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what is wrong with a vector, given what ledger and store say of it. Pure. */
final class Judge {
  private final String model;

  /**
   * @param model name of the model that the target's vectors are of
   */
  Judge(String model) {
    this.model = model;
  }

  /**
   * A vector that the ledger has.
   *
   * @param stored null when the store does not have it
   */
  Optional<Drift> vector(LedgerRow row, ChunkRef chunk, @Nullable StoredVector stored) {
    if (stored == null) {
      return Optional.of(Drift.MISSING);
    }
    if (!isOwned(row.entity().owner(), stored.metadata())) {
      return Optional.of(Drift.WRONG_OWNER);
    }
    if (stored.metadata().text(Ownership.MODEL).filter(model::equals).isEmpty()) {
      return Optional.of(Drift.STALE_MODEL);
    }
    double revision = stored.metadata().number(Ownership.REVISION).orElse(0.0);
    return revision < chunk.revision() ? Optional.of(Drift.OUTDATED) : Optional.empty();
  }

  /**
   * Whether an id that the store has is unknown to the ledger. Of a row with an open intent nothing
   * is known.
   *
   * @param row the row that the id would belong to, null when there is none
   */
  static boolean isOrphan(@Nullable LedgerRow row, String id) {
    return row == null || (row.intent().isEmpty() && !row.ids().contains(id));
  }

  /**
   * Whether nothing at all is claimed of a live entity: its vectors were cleared away, and its
   * newest event is to write them.
   */
  static boolean isDue(LedgerRow row) {
    return !row.deleted()
        && row.intent().isEmpty()
        && row.chunks().isEmpty()
        && row.contentHash().isEmpty();
  }

  private static boolean isOwned(Ownership owner, Metadata stored) {
    Metadata.Builder expected = Metadata.builder();
    owner.describe(expected);
    return expected.build().values().entrySet().stream()
        .allMatch(entry -> entry.getValue().equals(stored.values().get(entry.getKey())));
  }
}
