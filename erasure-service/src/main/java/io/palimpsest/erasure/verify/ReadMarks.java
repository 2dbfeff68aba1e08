package io.palimpsest.erasure.verify;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.vectorstore.Maintenance;
import io.palimpsest.vectorstore.VectorQuery;
import io.palimpsest.vectorstore.VectorValues;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/** Asks how far the answers of an index have got in its log. */
final class ReadMarks {
  private final Maintenance reader;

  ReadMarks(Maintenance reader) {
    this.reader = reader;
  }

  /**
   * Namespaces whose answers do not know of their deletes yet; none where the store says nothing.
   */
  long behind(DeleteMarks deletes, Deadline deadline) {
    if (deletes.byNamespace().isEmpty()) {
      return 0;
    }
    float[] probe = new float[reader.describe(deadline).dimension().orElse(1)];
    Arrays.fill(probe, 1f);
    VectorQuery query = new VectorQuery(VectorValues.of(probe), 1, Optional.empty());
    return deletes.byNamespace().entrySet().stream()
        .filter(
            mark -> {
              OptionalLong seen =
                  reader.namespace(mark.getKey()).query(query, deadline).maxIndexedLsn();
              return seen.isPresent() && seen.getAsLong() < mark.getValue();
            })
        .count();
  }
}
