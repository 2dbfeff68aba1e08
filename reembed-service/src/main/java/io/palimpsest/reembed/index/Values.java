package io.palimpsest.reembed.index;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.vectorstore.NamespaceReader;
import io.palimpsest.vectorstore.Ownership;
import io.palimpsest.vectorstore.StoredVector;
import io.palimpsest.vectorstore.VectorStore;
import io.palimpsest.vectorstore.VectorStoreException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads back the values of vectors that get other metadata, so that no model is asked. */
final class Values {
  private final VectorStore store;
  private final Duration timeout;

  Values(VectorStore store, Duration timeout) {
    this.store = store;
    this.timeout = timeout;
  }

  /**
   * Values by id, of those vectors only that are surely of the same text and model: a store may
   * answer with what was there before. What is missing here is embedded again.
   */
  Map<String, float[]> of(Planned<Plan.Replace> planned) {
    List<Piece> pieces = planned.plan().rewrite();
    if (pieces.isEmpty()) {
      return Map.of();
    }
    NamespaceReader namespace = store.forTenant(planned.handle());
    try {
      return read(namespace, pieces, planned.plan().after().rendering().model());
    } catch (VectorStoreException unreadable) {
      return Map.of();
    }
  }

  private Map<String, float[]> read(NamespaceReader namespace, List<Piece> pieces, String model) {
    Map<String, StoredVector> stored =
        namespace.fetch(
            pieces.stream().map(Piece::id).toList(), Deadline.after(Ticker.system(), timeout));
    Map<String, float[]> values = new HashMap<>();
    for (Piece piece : pieces) {
      Optional.ofNullable(stored.get(piece.id()))
          .filter(vector -> isOf(vector, piece, model))
          .ifPresent(vector -> values.put(piece.id(), vector.values().toArray()));
    }
    return values;
  }

  private static boolean isOf(StoredVector vector, Piece piece, String model) {
    return vector.metadata().text(Ownership.CONTENT_HASH).filter(piece.hash()::equals).isPresent()
        && vector.metadata().text(Ownership.MODEL).filter(model::equals).isPresent();
  }
}
