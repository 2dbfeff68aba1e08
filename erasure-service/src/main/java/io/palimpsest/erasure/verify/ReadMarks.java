package io.palimpsest.erasure.verify;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.vectorstore.Maintenance;
import io.palimpsest.vectorstore.VectorQuery;
import io.palimpsest.vectorstore.VectorValues;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Asks how far the answers of an index have got in its log. */
final class ReadMarks {
  private final Maintenance reader;

  ReadMarks(Maintenance reader) {
    this.reader = reader;
  }

  /**
   * A namespace in the store's log.
   *
   * @param deleted place of its newest delete
   * @param read how far its answers know the log
   */
  record Mark(long deleted, long read) {
    boolean isBehind() {
      return read < deleted;
    }
  }

  /** The mark that is the least ahead of its delete; empty where the store says nothing. */
  Optional<Mark> least(DeleteMarks deletes, Deadline deadline) {
    if (deletes.byNamespace().isEmpty()) {
      return Optional.empty();
    }
    float[] probe = new float[reader.describe(deadline).dimension().orElse(1)];
    Arrays.fill(probe, 1f);
    VectorQuery query = new VectorQuery(VectorValues.of(probe), 1, Optional.empty());
    return deletes.byNamespace().entrySet().stream()
        .flatMap(
            delete -> {
              OptionalLong seen =
                  reader.namespace(delete.getKey()).query(query, deadline).maxIndexedLsn();
              return seen.isPresent()
                  ? Stream.of(new Mark(delete.getValue(), seen.getAsLong()))
                  : Stream.empty();
            })
        .min(Comparator.comparingLong(mark -> mark.read() - mark.deleted()));
  }
}
