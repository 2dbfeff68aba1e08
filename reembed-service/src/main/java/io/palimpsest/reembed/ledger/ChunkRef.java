package io.palimpsest.reembed.ledger;

import java.util.List;

/**
 * One vector of a row.
 *
 * @param id id of the vector
 * @param positions where its text stands among the entity's chunks, from 0, rising; several when
 *     the text repeats
 * @param revision revision of the entity at the vector's last write
 */
public record ChunkRef(String id, List<Integer> positions, long revision) {
  /** Copies the positions. */
  public ChunkRef {
    positions = List.copyOf(positions);
  }
}
