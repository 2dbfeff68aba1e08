package io.palimpsest.reembed.index;

import io.palimpsest.reembed.ledger.ChunkRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All vectors that an entity is to have at one revision, in the order of their first positions.
 *
 * @param pieces by id
 * @param positions positions by id
 */
record Wanted(Map<String, Piece> pieces, Map<String, List<Integer>> positions) {
  /** Nothing: the entity is gone, or says nothing. */
  public static final Wanted NOTHING = of(List.of());

  /** Pieces in the order of the text; equal ids become one vector with several positions. */
  public static Wanted of(List<Piece> inOrder) {
    Map<String, Piece> pieces = new LinkedHashMap<>();
    Map<String, List<Integer>> positions = new LinkedHashMap<>();
    for (int at = 0; at < inOrder.size(); at++) {
      Piece piece = inOrder.get(at);
      pieces.putIfAbsent(piece.id(), piece);
      positions.computeIfAbsent(piece.id(), id -> new ArrayList<>()).add(at);
    }
    return new Wanted(pieces, positions);
  }

  Set<String> ids() {
    return pieces.keySet();
  }

  ChunkRef ref(String id, long revision) {
    return new ChunkRef(id, positions.getOrDefault(id, List.of()), revision);
  }
}
