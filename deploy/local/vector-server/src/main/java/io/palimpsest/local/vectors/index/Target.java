package io.palimpsest.local.vectors.index;

import io.pinecone.proto.QueryRequest;
import io.pinecone.proto.Vector;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a query looks for: a dense vector, a sparse one, or both.
 *
 * @param dense null for none
 * @param sparse null for none
 */
record Target(float @Nullable [] dense, @Nullable Sparse sparse) {
  /** Of a query by vector, or by the id of a record; null when there is no such record. */
  static @Nullable Target of(View view, QueryRequest request) throws IOException {
    if (request.getId().isEmpty()) {
      return new Target(
          request.getVectorCount() == 0 ? null : DenseValues.of(request.getVectorList()),
          request.hasSparseVector() ? Sparse.of(request.getSparseVector()) : null);
    }
    Vector stored = new RecordReader(view).byId(request.getId());
    return stored == null
        ? null
        : new Target(
            stored.getValuesCount() == 0 ? null : DenseValues.of(stored.getValuesList()),
            stored.hasSparseValues() ? Sparse.of(stored.getSparseValues()) : null);
  }
}
