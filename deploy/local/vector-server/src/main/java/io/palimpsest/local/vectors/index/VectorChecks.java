package io.palimpsest.local.vectors.index;

import io.palimpsest.local.vectors.call.Refusal;
import io.palimpsest.local.vectors.filter.Metadata;
import io.pinecone.proto.SparseValues;
import io.pinecone.proto.Vector;
import java.util.HashSet;

/** Refuses vectors that the index cannot hold. */
final class VectorChecks {
  private final IndexSpec spec;

  VectorChecks(IndexSpec spec) {
    this.spec = spec;
  }

  void check(Vector vector) {
    Names.checkId(vector.getId());
    boolean sparseAlone = spec.type() == VectorType.SPARSE;
    if (!sparseAlone || vector.getValuesCount() > 0) {
      checkStored(vector.getId(), DenseValues.of(vector.getValuesList()));
    }
    if (sparseAlone || vector.hasSparseValues()) {
      checkSparse(vector.getSparseValues());
    }
    Metadata.check(vector.getMetadata());
  }

  void checkStored(String id, float[] values) {
    checkDimension(values);
    if (isZero(values)) {
      throw Refusal.invalid(
          "Dense vectors must contain at least one non-zero value. Vector ID %s contains only zeros."
              .formatted(id));
    }
  }

  void checkQuery(float[] values) {
    checkDimension(values);
    if (spec.metric() == Metric.COSINE && isZero(values)) {
      throw Refusal.invalid("Dense vectors must contain at least one non-zero value.");
    }
  }

  void checkSparse(SparseValues sparse) {
    if (!spec.holdsSparse()) {
      throw Refusal.invalid(
          "This index holds no sparse values: only sparse indexes and those with the metric"
              + " dotproduct do");
    }
    if (sparse.getIndicesCount() != sparse.getValuesCount()) {
      throw Refusal.invalid("Sparse vector must have as many indices as values");
    }
    if (sparse.getValuesCount() == 0 || sparse.getValuesCount() > Limits.SPARSE_VALUES) {
      throw Refusal.invalid(
          "Sparse vector must contain between 1 and %d values".formatted(Limits.SPARSE_VALUES));
    }
    if (new HashSet<>(sparse.getIndicesList()).size() != sparse.getIndicesCount()) {
      throw Refusal.invalid("Sparse vector must not contain an index twice");
    }
  }

  private void checkDimension(float[] values) {
    if (spec.type() == VectorType.SPARSE) {
      throw Refusal.invalid("A sparse index holds no dense values");
    }
    if (values.length != spec.dimension()) {
      throw Refusal.invalid(
          "Vector dimension %d does not match the dimension of the index %d"
              .formatted(values.length, spec.dimension()));
    }
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw Refusal.invalid("Vector values must be finite numbers");
      }
    }
  }

  private static boolean isZero(float[] values) {
    for (float value : values) {
      if (value != 0f) {
        return false;
      }
    }
    return true;
  }
}
