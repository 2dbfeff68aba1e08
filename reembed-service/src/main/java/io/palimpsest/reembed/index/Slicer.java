package io.palimpsest.reembed.index;

import io.palimpsest.reembed.ledger.ChunkRef;
import io.palimpsest.reembed.ledger.Intent;
import io.palimpsest.reembed.ledger.LedgerRow;
import io.palimpsest.reembed.ledger.Rendering;
import io.palimpsest.vectorstore.VectorRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Cuts assignments that are too long for one deadline. Each slice has an intent of its own, which
 * names its writes and every id that an intent before it left unsure; deletes and the revision come
 * with the last one. Between slices the row claims to be like no document: any event plans against
 * its vectors alone. Pure.
 */
final class Slicer {
  private Slicer() {}

  /**
   * The slice to begin with; what an older intent names is written first.
   *
   * @param row the row as it is now
   * @param left records that are still to be written
   * @param most most records of a slice
   */
  static Slice next(Assignment assignment, LedgerRow row, List<VectorRecord> left, int most) {
    List<VectorRecord> ordered = new ArrayList<>(left);
    ordered.sort(Comparator.comparing(record -> !row.unsure().contains(record.id())));
    boolean last = ordered.size() <= most;
    List<VectorRecord> writes = last ? ordered : ordered.subList(0, most);
    return last ? last(assignment, row, writes) : part(assignment, row, List.copyOf(writes));
  }

  private static Slice last(Assignment assignment, LedgerRow row, List<VectorRecord> writes) {
    List<String> deletes = assignment.plan().remove();
    LedgerRow opened = row.opened(ids(writes), Set.copyOf(deletes));
    LedgerRow closed = assignment.plan().after().atVersion(opened.version() + 1);
    return new Slice(assignment.handle(), opened, List.copyOf(writes), deletes, closed, true);
  }

  private static Slice part(Assignment assignment, LedgerRow row, List<VectorRecord> writes) {
    Set<String> written = ids(writes);
    Set<String> unsure = new HashSet<>(row.unsure());
    unsure.removeAll(written);
    LedgerRow opened = row.opened(written, unsure);
    return new Slice(
        assignment.handle(), opened, writes, List.of(), closed(assignment, opened, unsure), false);
  }

  private static LedgerRow closed(Assignment assignment, LedgerRow opened, Set<String> unsure) {
    LedgerRow after = assignment.plan().after();
    Rendering rendering = opened.rendering();
    Optional<Intent> rest =
        unsure.isEmpty()
            ? Optional.empty()
            : Optional.of(new Intent(UUID.randomUUID(), Set.of(), unsure));
    return new LedgerRow(
        opened.key(),
        opened.entity(),
        opened.version() + 1,
        opened.revision(),
        opened.deleted(),
        rendering.equals(after.rendering()) || opened.chunks().isEmpty()
            ? after.rendering()
            : rendering.mixed(),
        "",
        opened.metadataHash().equals(after.metadataHash()) ? opened.metadataHash() : "",
        merged(opened, after),
        rest);
  }

  private static List<ChunkRef> merged(LedgerRow opened, LedgerRow after) {
    Set<String> written = opened.intent().orElseThrow().writes();
    Map<String, ChunkRef> chunks = new LinkedHashMap<>();
    opened.chunks().forEach(chunk -> chunks.put(chunk.id(), chunk));
    after.chunks().stream()
        .filter(chunk -> written.contains(chunk.id()))
        .forEach(chunk -> chunks.put(chunk.id(), chunk));
    return List.copyOf(chunks.values());
  }

  private static Set<String> ids(List<VectorRecord> records) {
    Set<String> ids = new HashSet<>();
    records.forEach(record -> ids.add(record.id()));
    return ids;
  }
}
